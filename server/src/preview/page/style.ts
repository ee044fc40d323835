/**
 * The page's style. In an editor its theme decides (`--vscode-*`), elsewhere the reader's colour scheme; states differ by
 * words and borders too, never by colour alone.
 */
export const style = `
:root{color-scheme:light dark;--fg:var(--vscode-foreground,#24292f);--bg:var(--vscode-editor-background,#fff);
--dim:var(--vscode-descriptionForeground,#656d76);--line:var(--vscode-contrastBorder,var(--vscode-panel-border,#c8cfd7));
--card:var(--vscode-editorWidget-background,#f6f8fa);--accent:var(--vscode-focusBorder,#0969da);
--button:var(--vscode-button-background,#0969da);--on:var(--vscode-button-foreground,#fff);
--font:var(--vscode-font-family,system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif);
--mono:var(--vscode-editor-font-family,ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace);
--old:#2f4fae;--oldbg:#e3e9fd;--new:#146c43;--newbg:#dcf5e8;--go:#8a5300;--gobg:#fdecd0;--bad:#b3261e;--badbg:#fde3e1;--info:#0969da}
@media (prefers-color-scheme:dark){:root{--fg:var(--vscode-foreground,#e6edf3);--bg:var(--vscode-editor-background,#0d1117);
--dim:var(--vscode-descriptionForeground,#9198a1);--line:var(--vscode-contrastBorder,var(--vscode-panel-border,#3d444d));
--card:var(--vscode-editorWidget-background,#161b22);--accent:var(--vscode-focusBorder,#4493f8);--button:var(--vscode-button-background,#1f6feb);
--old:#a9bdff;--oldbg:#1c2749;--new:#7ee2b0;--newbg:#12362a;--go:#f0b860;--gobg:#3d2c10;--bad:#ff9b94;--badbg:#45191a;--info:#79b8ff}}
body.vscode-light{--old:#2f4fae;--oldbg:#e3e9fd;--new:#146c43;--newbg:#dcf5e8;--go:#8a5300;--gobg:#fdecd0;--bad:#b3261e;--badbg:#fde3e1;--info:#0969da}
body.vscode-dark,body.vscode-high-contrast:not(.vscode-high-contrast-light){--old:#a9bdff;--oldbg:#1c2749;--new:#7ee2b0;--newbg:#12362a;--go:#f0b860;--gobg:#3d2c10;--bad:#ff9b94;--badbg:#45191a;--info:#79b8ff}
*{box-sizing:border-box}
body{margin:0;padding:16px 20px 32px;background:var(--bg);color:var(--fg);font:14px/1.45 var(--font)}
h1{font-size:20px;margin:0 0 4px}h2{font-size:16px;margin:24px 0 8px}p{margin:4px 0}
header p,.totals,.dim{color:var(--dim)}
.broken .identity{opacity:.5}.stale{display:none}.broken .stale{display:block;color:var(--go);border-left:3px solid;padding-left:8px}
.picture{display:none;max-width:none;margin:12px 0;overflow:visible;font-family:var(--font)}
.sheet{overflow-x:auto}
.sheet .one{display:block}
@media (min-width:580px){.sheet .one{display:none}.sheet .two{display:block}}
@media (min-width:860px){.sheet .two{display:none}.sheet .three{display:block}}
.sheet .all{display:none}.sheet.open .few{display:none}.sheet.open .all{display:block}
svg rect{fill:var(--card);stroke:var(--line)}svg text{fill:var(--fg);font-size:13px}
svg .bold{font-weight:600;font-size:14px}svg .dim,svg .state{fill:var(--dim);font-size:12px}svg .fixed{font-family:var(--mono);font-size:12px}
svg .faint{fill:var(--dim)}svg .middle{text-anchor:middle}
svg .line{fill:none;stroke:var(--line);stroke-width:1.5}
svg .card{cursor:pointer}svg .missing rect{stroke-dasharray:5 4;fill:none;stroke:var(--go)}
svg .focus>rect{stroke:var(--accent);stroke-width:2.5}svg .card:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
svg .error>rect{stroke:var(--bad);stroke-width:2}svg .warning>rect{stroke:var(--go);stroke-width:2}svg .information>rect,svg .hint>rect{stroke:var(--info)}
svg .badge circle{fill:var(--go)}svg .error .badge circle{fill:var(--bad)}svg .information .badge circle,svg .hint .badge circle{fill:var(--info)}
svg .badge text{fill:var(--bg);font-size:11px;font-weight:700}
svg .dot{fill:none;stroke:var(--dim);stroke-width:2}
svg [data-state=ready] .dot{fill:var(--new);stroke:var(--new)}svg [data-state=stopping] .dot{fill:var(--go);stroke:var(--go)}
svg [data-state=starting] .dot{stroke-dasharray:3 2}
svg [data-state=broken] .dot,svg [data-state=failed] .dot,svg [data-state=unready] .dot{fill:var(--bad);stroke:var(--bad)}
svg [data-state=none]>rect,svg [data-state=waiting]>rect{stroke-dasharray:5 4;fill:none}
svg [data-state=none]>text,svg [data-state=waiting]>text,svg [data-state=none]>.dot{opacity:.55}
svg [data-state=deleting]>rect{stroke:var(--go);stroke-dasharray:2 3}
.problems{list-style:none;margin:8px 0;padding:0}.problems button{all:unset;cursor:pointer;padding:2px 4px}
.problems button:focus-visible,button:focus-visible,.scroll:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.problems b{text-transform:capitalize}.problems .error b{color:var(--bad)}.problems .warning b{color:var(--go)}.problems .information b,.problems .hint b{color:var(--info)}
nav{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0}
nav button{font:inherit;padding:3px 12px;border-radius:14px;border:1px solid var(--line);background:var(--card);color:var(--fg);cursor:pointer}
nav button[aria-pressed=true]{background:var(--button);color:var(--on);border-color:var(--button)}
nav form{display:none;gap:4px;align-items:center}.live nav form{display:flex}
nav input{font:inherit;width:9em;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:4px;padding:2px 6px}nav input[type=number]{width:5em}
.scroll{overflow:auto;max-height:70vh;border-radius:6px}
.scenario[hidden]{display:none}
table.steps{border-collapse:separate;border-spacing:3px 5px}caption{text-align:left;font-weight:600;padding:2px 0 6px;position:sticky;left:0}
.steps th{font-weight:600;text-align:left;padding:2px 8px 2px 0;white-space:nowrap}
.steps tbody th,.steps thead th:first-child{position:sticky;left:0;background:var(--bg);z-index:1}
.steps thead th[data-step]{font-weight:400;color:var(--dim);text-align:center;padding:2px;cursor:pointer}
.steps thead th.act{font-weight:700;color:var(--fg)}
.steps td{min-width:84px;padding:5px 4px;text-align:center;font-size:12px;border:1px solid transparent;border-radius:5px;cursor:pointer;white-space:nowrap}
td[data-state=ready]{color:var(--old);background:var(--oldbg);border-color:currentColor}
td[data-state=ready][data-age="0"]{color:var(--new);background:var(--newbg)}
td[data-state=stopping]{color:var(--go);background:var(--gobg);border-color:currentColor}
td[data-state=starting]{border:1px dashed var(--dim);background:var(--card);color:var(--dim)}
td[data-state=waiting],td[data-state=none]{border:1px dotted var(--line);color:var(--dim)}
td[data-state=broken],td[data-state=failed],td[data-state=unready]{color:var(--bad);background:var(--badbg);border-color:currentColor;font-weight:600}
.steps .chosen{outline:2px solid var(--accent);outline-offset:1px}
.told{list-style:none;margin:8px 0;padding:10px 14px;border:1px solid var(--line);border-radius:8px;background:var(--card);min-height:5.5em}
.told li{display:none}.told li.chosen{display:block}.told .wait{color:var(--go)}.told .wait::before{content:"Waits: ";font-weight:600}
.clock{color:var(--dim)}.refused{border:1px dashed var(--bad);border-radius:8px;padding:6px 14px}
.noscript .told li{display:block}
@media (forced-colors:active){svg rect{stroke:CanvasText}svg text{fill:CanvasText}.steps td{border:1px solid CanvasText}.steps .chosen{outline-color:Highlight}}
@media (prefers-reduced-motion:no-preference){.steps td,svg rect{transition:outline-color .12s,stroke .12s}}
@media print{nav{display:none}.told li{display:block}.scroll{max-height:none}}
`;
