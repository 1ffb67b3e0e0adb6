// Builds base/ui/dist from our own styles and scripts and the packages pinned
// in package-lock.json. Run by `make assets`.
//
// Every file is named after its content, so a browser may keep it for ever;
// manifest.json maps the plain names to those. The same sources give the same
// bytes: nothing here reads the clock, and every list is sorted.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";

import * as esbuild from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const ui = dirname(fileURLToPath(import.meta.url));
const root = join(ui, "..", "..");
const dist = join(ui, "dist");
const packages = join(root, "node_modules");

// Browsers of commune offices: Chrome 109 is the last one for Windows 7.
const browsers = ["chrome109", "firefox115", "safari16"];

/** Files of the tree whose name ends in one of the endings, sorted. */
async function sources(...endings) {
  const found = [];
  for (const top of ["app", "base", "feature"]) {
    const names = await readdir(join(root, top), { recursive: true }).catch(() => []);
    for (const name of names) {
      if (endings.some((e) => name.endsWith(e)) && !name.startsWith(join("ui", "dist"))) found.push(join(root, top, name));
    }
  }
  return found.sort();
}

/**
 * Tabler without what no page uses, and without its dark theme: light-dark()
 * is younger than the browsers we serve, so its first argument stands alone.
 */
async function tabler(path) {
  const css = (await readFile(path, "utf8")).replace(/\/\*# sourceMappingURL.*?\*\//s, "");
  const content = await sources(".templ", join("ui", "icon.go"), ".js");
  const [purged] = await new PurgeCSS().purge({
    content: [...content, { raw: "<html><body>", extension: "html" }],
    css: [{ raw: css }],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_:/-]+/g) ?? [],
    blocklist: [/data-bs-theme=["']?dark/, /data-theme=["']?dark/],
    fontFace: true,
    keyframes: true,
    variables: true,
  });
  const sheet = postcss.parse(purged.css);
  sheet.walkDecls((declaration) => {
    // Pictures inside a style sheet are refused by our Content-Security-Policy.
    if (/url\(["']?data:/.test(declaration.value)) declaration.remove();
    else declaration.value = light(declaration.value);
  });
  sheet.walkAtRules("media", (rule) => {
    if (/prefers-color-scheme:\s*dark/.test(rule.params)) rule.remove();
  });
  return sheet.toString();
}

/** The value with each light-dark(a, b) replaced by a. */
function light(value) {
  const at = value.indexOf("light-dark(");
  if (at < 0) return value;
  let depth = 0;
  let comma = -1;
  const start = at + "light-dark(".length;
  for (let i = start; i < value.length; i++) {
    const c = value[i];
    if (c === "(") depth++;
    else if (c === "," && depth === 0 && comma < 0) comma = i;
    else if (c === ")" && depth-- === 0) {
      return light(value.slice(0, at) + value.slice(start, comma).trim() + value.slice(i + 1));
    }
  }
  throw new Error(`unbalanced light-dark() in ${value}`);
}

const purge = {
  name: "purge",
  setup(build) {
    build.onLoad({ filter: /tabler\.css$/ }, async ({ path }) => ({
      contents: await tabler(path),
      loader: "css",
      resolveDir: dirname(path),
    }));
  },
};

/** One file with a <symbol> for every icon that icon.go names. */
async function sprite() {
  const go = await readFile(join(ui, "icon.go"), "utf8");
  const names = [...go.matchAll(/^\s+\w+\s+IconName\s+=\s+"([a-z0-9-]+)"/gm)].map((m) => m[1]).sort();
  if (names.length === 0) throw new Error("icon.go names no icons");
  const symbols = [];
  for (const name of names) {
    const svg = await readFile(join(packages, "@tabler", "icons", "icons", "outline", `${name}.svg`), "utf8");
    const body = svg.replace(/<!--.*?-->/gs, "").match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s*\n\s*/g, "");
    symbols.push(
      `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`,
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

/**
 * The picture under which the program stands among those of a telephone: a Q, as a
 * PNG of so many pixels. It is drawn by its formula, so that nothing has to be
 * converted; its middle holds all of it, where the edges are cut round.
 */
function icon(size) {
  const rows = Buffer.alloc(size * (1 + size * 3));
  const within = (x, y) => {
    const [dx, dy] = [x - 0.5, y - 0.48];
    const far = Math.hypot(dx, dy);
    const along = (dx + dy) / Math.SQRT2; // towards the lower right
    const beside = Math.abs(dx - dy) / Math.SQRT2;
    return (far > 0.17 && far < 0.25) || (along > 0.1 && along < 0.31 && beside < 0.04);
  };
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let white = 0; // of sixteen points of the pixel
      for (let i = 0; i < 16; i++) white += within((x + ((i % 4) + 0.5) / 4) / size, (y + (Math.floor(i / 4) + 0.5) / 4) / size);
      [0x9b, 0x1c, 0x1c].forEach((ground, c) => {
        rows[y * (1 + size * 3) + 1 + x * 3 + c] = Math.round(ground + ((255 - ground) * white) / 16);
      });
    }
  }
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8); // eight bits of each of three colours
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Writes a file under a name that holds its hash, with compressed twins. */
async function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await write(hashed, bytes);
  return hashed;
}

async function write(name, bytes) {
  await writeFile(join(dist, name), bytes);
  if ([".woff2", ".png"].includes(extname(name))) return; // compressed already
  await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  await writeFile(
    join(dist, `${name}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}

const result = await esbuild.build({
  absWorkingDir: root,
  entryPoints: { quyet: join(ui, "css", "index.css"), script: join(ui, "js", "index.js"), worker: join(ui, "js", "worker.js") },
  outdir: dist,
  entryNames: "[name]-[ext]-entry",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: browsers,
  format: "iife",
  loader: { ".woff2": "file", ".woff": "empty", ".svg": "file" },
  plugins: [purge],
  write: false,
  logLevel: "warning",
});

await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) if (name !== ".keep") await rm(join(dist, name));

const manifest = {};
for (const file of result.outputFiles.sort((a, b) => (a.path < b.path ? -1 : 1))) {
  const name = basename(file.path);
  if (name === "quyet-css-entry.css") manifest["quyet.css"] = await put("quyet.css", file.contents);
  else if (name === "script-js-entry.js") manifest["quyet.js"] = await put("quyet.js", file.contents);
  else if (name === "worker-js-entry.js") manifest["worker.js"] = await put("worker.js", file.contents);
  else {
    await write(name, file.contents);
    // What the first page needs at once is asked for in its head.
    const font = name.match(/^(be-vietnam-pro-(?:latin|vietnamese)-400-normal)-/);
    if (font) manifest[`${font[1]}.woff2`] = name;
  }
}
for (const size of [192, 512]) manifest[`icon-${size}.png`] = await put(`icon-${size}.png`, icon(size));
manifest["icons.svg"] = await put("icons.svg", Buffer.from(await sprite()));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`);
