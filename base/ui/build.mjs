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
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

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

/** Writes a file under a name that holds its hash, with compressed twins. */
async function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await write(hashed, bytes);
  return hashed;
}

async function write(name, bytes) {
  await writeFile(join(dist, name), bytes);
  if (extname(name) === ".woff2") return; // compressed already
  await writeFile(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  await writeFile(
    join(dist, `${name}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}

const result = await esbuild.build({
  absWorkingDir: root,
  entryPoints: { quyet: join(ui, "css", "index.css"), script: join(ui, "js", "index.js") },
  outdir: dist,
  entryNames: "[ext]-entry",
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
  if (name === "css-entry.css") manifest["quyet.css"] = await put("quyet.css", file.contents);
  else if (name === "js-entry.js") manifest["quyet.js"] = await put("quyet.js", file.contents);
  else {
    await write(name, file.contents);
    // What the first page needs at once is asked for in its head.
    const font = name.match(/^(be-vietnam-pro-(?:latin|vietnamese)-400-normal)-/);
    if (font) manifest[`${font[1]}.woff2`] = name;
  }
}
manifest["icons.svg"] = await put("icons.svg", Buffer.from(await sprite()));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`);
