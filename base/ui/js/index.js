// Everything here makes a page quicker that works without it. Modules export
// enhance(root), which is run on the page and on every fragment put into it;
// running it twice on the same element does nothing.

import htmx from "htmx.org/dist/htmx.esm.js";

import * as asof from "./asof.js";
import * as bench from "./bench.js";
import * as board from "./board.js";
import * as browse from "./browse.js";
import * as combo from "./combo.js";
import * as copy from "./copy.js";
import * as datebox from "./datebox.js";
import * as dialog from "./dialog.js";
import * as drop from "./drop.js";
import * as keys from "./keys.js";
import * as left from "./left.js";
import * as menu from "./menu.js";
import * as offline from "./offline.js";
import * as passkey from "./passkey.js";
import * as print from "./print.js";
import * as swap from "./swap.js";
import * as table from "./table.js";
import * as unsaved from "./unsaved.js";
import * as wait from "./wait.js";

// Within a Content-Security-Policy of 'self'; a refused form (422) replaces
// itself with its errors. What is put into the page works at once: by itself
// htmx lets 20 ms pass, in which a button loads the whole page.
Object.assign(htmx.config, {
  defaultSettleDelay: 0,
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

function enhance(root) {
  for (const module of [unsaved, board, combo, copy, datebox, drop, asof, table, passkey, print]) module.enhance(root);
}

unsaved.start();
enhance(document);
keys.start();
browse.start();
bench.start();
dialog.start();
menu.start();
left.start();
wait.start();
swap.start(enhance);
offline.start(enhance);
document.documentElement.dataset.ready = "true"; // browser tests wait for this
