/** Colours of states where the surroundings are light or dark: dark text on light ground, or the other way round. */
const light =
  '--old:#2f4fae;--oldbg:#e3e9fd;--new:#146c43;--newbg:#dcf5e8;--go:#8a5300;--gobg:#fdecd0;--bad:#b3261e;--badbg:#fde3e1;--info:#0969da;';
const dark =
  '--old:#a9bdff;--oldbg:#1c2749;--new:#7ee2b0;--newbg:#12362a;--go:#f0b860;--gobg:#3d2c10;--bad:#ff9b94;--badbg:#45191a;--info:#79b8ff;';

/** The colours, as custom properties: an editor's theme where there is one, else the reader's colour scheme. */
export const colours = `
:root{color-scheme:light dark;--fg:var(--vscode-foreground,#24292f);--bg:var(--vscode-editor-background,#fff);
--dim:var(--vscode-descriptionForeground,#59636e);--line:var(--vscode-contrastBorder,var(--vscode-checkbox-border,#c8cfd7));
--card:var(--vscode-editorWidget-background,#f6f8fa);--accent:var(--vscode-focusBorder,#0969da);
--button:var(--vscode-button-background,#0969da);--on:var(--vscode-button-foreground,#fff);
--font:var(--vscode-font-family,system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif);
--mono:var(--vscode-editor-font-family,ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace);${light}}
@media (prefers-color-scheme:dark){:root{--fg:var(--vscode-foreground,#e6edf3);--bg:var(--vscode-editor-background,#0d1117);
--dim:var(--vscode-descriptionForeground,#9198a1);--line:var(--vscode-contrastBorder,var(--vscode-checkbox-border,#3d444d));
--card:var(--vscode-editorWidget-background,#161b22);--accent:var(--vscode-focusBorder,#4493f8);--button:var(--vscode-button-background,#1f6feb);${dark}}}
`;

/** Of the picture: shared by the page and by pictures that stand alone. */
export const pictureStyle = `
svg rect{fill:var(--card);stroke:var(--line)}svg text{fill:var(--fg);font-size:13px}
svg .bold{font-weight:600;font-size:14px}svg .dim,svg .state{fill:var(--dim);font-size:12px}svg .fixed{font-family:var(--mono);font-size:12px}
svg .faint{fill:var(--dim)}svg .middle{text-anchor:middle}
svg .line{fill:none;stroke:var(--dim);stroke-opacity:.7;stroke-width:1.5}svg .line.other{stroke-dasharray:6 3}
svg .missing rect{stroke-dasharray:5 4;fill:none;stroke:var(--go)}
svg .error>rect{stroke:var(--bad);stroke-width:2}svg .warning>rect{stroke:var(--go);stroke-width:2}svg .information>rect,svg .hint>rect{stroke:var(--info)}
svg .badge circle{fill:var(--go)}svg .error .badge circle{fill:var(--bad)}svg .information .badge circle,svg .hint .badge circle{fill:var(--info)}
svg .badge text{fill:var(--bg);font-size:11px;font-weight:700}
svg .dot{fill:none;stroke:var(--dim);stroke-width:2}
`;

/**
 * The page's style. In an editor its theme decides (`--vscode-*`), elsewhere the reader's colour scheme; states differ by
 * words and borders too, never by colour alone.
 */
export const style = `${colours}
body.vscode-light,body.vscode-high-contrast-light{color-scheme:light;${light}}
body.vscode-dark,body.vscode-high-contrast:not(.vscode-high-contrast-light){color-scheme:dark;${dark}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;padding:16px 20px 32px;background:var(--bg);color:var(--fg);font:14px/1.45 var(--font)}
h1{font-size:20px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:16px;margin:22px 0 8px}h3{font-size:14px;margin:12px 0 6px}p{margin:4px 0}
.facts,.totals,.dim{color:var(--dim)}.facts span{display:inline-block;max-width:100%;overflow-wrap:anywhere}
.live [data-part]{cursor:pointer}.live p [data-part]:hover,.live p[data-part]:hover,.live h1:hover{text-decoration:underline}
p .focus,p.focus,h1.focus{text-decoration:underline 2px var(--accent);text-underline-offset:3px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.chooser{margin:0 0 10px}select,input{font:inherit;color:inherit;background:var(--vscode-input-background,var(--bg));border:1px solid var(--line);border-radius:4px;padding:2px 6px;max-width:100%}
::placeholder{color:var(--vscode-input-placeholderForeground,var(--dim));opacity:1;font-style:italic}
select{background:var(--vscode-dropdown-background,var(--bg))}
.broken main{opacity:.55}.obstacle{position:fixed;bottom:0;left:0;right:0;z-index:3;margin:0;padding:8px 20px;color:var(--go);background:var(--bg);border-top:2px solid}
.picture{display:none;max-width:none;margin:8px 0;overflow:visible;font-family:var(--font)}
.sheet{overflow-x:auto;margin-left:-10px}
.sheet .one{display:block}
@media (min-width:590px){.sheet .one{display:none}.sheet .two{display:block}}
@media (min-width:850px){.sheet .two{display:none}.sheet .three{display:block}}
@media (min-width:1110px){.sheet .three{display:none}.sheet .four{display:block}}
.sheet .all{display:none}.sheet.open .few{display:none}.sheet.open .all{display:block}
${pictureStyle}
.live svg .card,svg .more{cursor:pointer}.live svg .card:hover>rect,svg .more:hover rect{stroke:var(--accent)}
svg .focus>rect{stroke:var(--accent);stroke-width:2.5}svg .card:focus{outline:none}svg .card:focus-visible>rect{stroke:var(--accent);stroke-width:3}
svg [data-state=ready] .dot{fill:var(--new);stroke:var(--new)}svg [data-state=stopping] .dot{fill:var(--go);stroke:var(--go)}
svg [data-state=starting] .dot{stroke-dasharray:3 2}
svg [data-state=broken] .dot,svg [data-state=failed] .dot,svg [data-state=unready] .dot{fill:var(--bad);stroke:var(--bad)}
svg [data-state=none]>rect,svg [data-state=waiting]>rect{stroke-dasharray:5 4;fill:none}
svg [data-state=none]>text,svg [data-state=waiting]>text{fill:var(--dim)}
svg [data-state=deleting]>rect{stroke:var(--go);stroke-dasharray:2 3}
.problems{list-style:none;margin:8px 0;padding:0}.problems li{padding:2px 0}.live [data-problem]{cursor:pointer}.live [data-problem]:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.problems b{text-transform:capitalize}.problems .error b{color:var(--bad)}.problems .warning b{color:var(--go)}.problems .information b,.problems .hint b{color:var(--info)}
.scenarios,.steps-bar{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0;align-items:center}
button{font:inherit;padding:3px 12px;border-radius:14px;border:1px solid var(--line);background:var(--card);color:var(--fg);cursor:pointer}
button:hover{border-color:var(--accent)}
button[aria-pressed=true]{background:var(--button);color:var(--on);border-color:var(--button)}
.steps-bar button{min-width:40px;padding:3px 10px}.steps-bar .play{min-width:72px}.where{color:var(--dim);margin:0 8px;font-variant-numeric:tabular-nums}
.steps-bar .quiet{margin-left:auto;border-color:transparent;background:none;color:var(--dim)}
.knob{display:none;gap:6px;align-items:center;flex-wrap:wrap;margin:8px 0}.live .knob:not([hidden]){display:flex}.knob input[type=number]{width:5em}
.scroll{position:relative;overflow:auto;max-height:70vh;border-radius:6px;padding:1px 1px 1px 0}
table.steps{width:max-content;border-collapse:separate;border-spacing:0}
.steps th{font-weight:600;text-align:left;padding:2px 10px 2px 0;white-space:nowrap}
.steps tbody th{max-width:40vw;white-space:normal;overflow-wrap:anywhere}
.steps thead th{position:sticky;top:0;background:var(--bg);z-index:1}
.steps tbody th,.steps thead th:first-child{position:sticky;left:0;background:var(--bg);z-index:1}.steps thead th:first-child{z-index:2}
.steps thead th[data-step]{font-weight:400;color:var(--dim);text-align:center;padding:2px;cursor:pointer}
.steps thead th.act{font-weight:700;color:var(--fg)}
.steps [data-step]{border:2px solid transparent;border-width:0 2px}.steps thead [data-step]{border-top-width:2px}.steps tbody tr:last-child td{border-bottom-width:2px}
.steps td{padding:3px 2px;cursor:pointer}.steps td span{display:block;min-width:78px;min-height:28px;padding:4px 6px;text-align:center;font-size:12px;border:1px solid transparent;border-radius:5px;white-space:nowrap}
td[data-state=ready] span{color:var(--old);background:var(--oldbg);border-color:currentColor}
td[data-state=ready][data-age="0"] span{color:var(--new);background:var(--newbg)}
td[data-state=stopping] span{color:var(--go);background:var(--gobg);border-color:currentColor}
td[data-state=starting] span,td[data-state=mixed] span{border:1px dashed var(--dim);background:var(--card);color:var(--fg)}
td[data-state=waiting] span,td[data-state=none] span{border:1px dotted var(--line);color:var(--dim)}
td[data-state=broken] span,td[data-state=failed] span,td[data-state=unready] span{color:var(--bad);background:var(--badbg);border-color:currentColor;font-weight:600}
.steps .chosen{border-color:var(--accent)}
.steps thead th.chosen{border-radius:7px 7px 0 0;color:var(--fg);font-weight:700}
.steps tbody tr:last-child td.chosen{border-radius:0 0 7px 7px}
.fold th button{padding:1px 8px;font-size:12px}body:not(.live) .fold th button{all:unset}
.told{list-style:none;margin:8px 0;padding:10px 14px;border:1px solid var(--line);border-radius:8px;background:var(--card);min-height:5.4em}
.told li{display:none}.told li.chosen{display:block}.told .wait{color:var(--go)}.told .wait::before{content:"Waits: ";font-weight:600}
.clock{color:var(--dim)}.refused{border:1px dashed var(--bad);border-radius:8px;padding:6px 14px;margin:8px 0}.refused b{color:var(--bad)}.refused ul{margin:4px 0;padding-left:20px}
.noscript .told li,.noscript article[hidden],.noscript .scenario[hidden]{display:block!important}.noscript .chooser,.noscript .steps-bar{display:none}
body.vscode-high-contrast svg .line{stroke:var(--fg);stroke-opacity:1}body.vscode-high-contrast .steps td span{background:none;color:var(--fg)}body.vscode-high-contrast td[data-state=broken] span{text-decoration:underline}
@media (forced-colors:active){svg rect{stroke:CanvasText;fill:Canvas}svg text,svg .dim,svg .state,svg .faint{fill:CanvasText}svg .line{stroke:CanvasText;stroke-opacity:1}svg .badge circle{fill:CanvasText}svg .badge text{fill:Canvas}
.steps [data-step]{border-color:Canvas}.steps td span{border:1px solid CanvasText}td[data-state=starting] span{border-style:dashed}.steps [data-step].chosen,svg .focus>rect{border-color:Highlight;stroke:Highlight}button[aria-pressed=true]{forced-color-adjust:none;background:Highlight;color:HighlightText}}
@media (prefers-reduced-motion:no-preference){.steps [data-step],svg rect{transition:border-color .12s,stroke .12s}}
@media print{.scenarios,.steps-bar,.knob{display:none}.told li{display:block}.scroll{max-height:none}}
`;
