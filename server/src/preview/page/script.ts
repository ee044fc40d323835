/**
 * What runs in the page, as text, because nothing else of the server runs there. It knows no Kubernetes: it chooses a step,
 * plays, tells the editor what was clicked, and takes in new content while keeping what was chosen.
 */
export const script = String.raw`
(function () {
  'use strict';
  var host = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  var saved = (host && host.getState()) || {};
  // A link may name a scenario and a step: page.html#update/3
  var link = /^#(\w+)(?:\/(\d+))?$/.exec(location.hash) || [];
  var chosen = saved.scenario || link[1] || 'deploy';
  var steps = saved.steps || {};
  if (link[2] !== undefined) steps[link[1]] = Number(link[2]);
  var timer;
  var still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  document.body.classList.remove('noscript');
  if (host) document.body.classList.add('live');
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function section() { return all('.scenario').filter(function (each) { return each.dataset.scenario === chosen; })[0]; }
  function last() { return all('.steps thead th[data-step]', section()).length - 1; }
  function keep() { if (host) host.setState({ scenario: chosen, steps: steps }); }
  function showScenario(name) {
    if (!all('.scenario').some(function (each) { return each.dataset.scenario === name; })) name = 'deploy';
    chosen = name;
    all('.scenario').forEach(function (each) { each.hidden = each.dataset.scenario !== name; });
    all('nav [data-scenario]').forEach(function (each) {
      each.setAttribute('aria-pressed', String(each.dataset.scenario === name));
    });
    showStep(steps[name] === undefined ? last() : steps[name], true);
  }
  function showStep(wanted, isQuiet) {
    var step = Math.max(0, Math.min(last(), wanted));
    steps[chosen] = step;
    var part = section();
    if (!part) return;
    all('[data-step]', part).forEach(function (each) {
      each.classList.toggle('chosen', Number(each.dataset.step) === step);
    });
    all('tr[data-row]', part).forEach(function (row) {
      var cell = row.querySelector('td.chosen');
      all('svg [data-pod="' + CSS.escape(row.dataset.row) + '"]').forEach(function (pod) {
        pod.dataset.state = cell ? cell.dataset.state : '';
        var word = pod.querySelector('.state');
        if (!word.dataset.ordinal) word.dataset.ordinal = word.textContent;
        word.textContent = (cell && cell.textContent) || word.dataset.ordinal;
      });
      JSON.parse(row.dataset.claims).forEach(function (claim) {
        var state = '';
        claim.cells.forEach(function (each) { if (each.from <= step) state = each.state; });
        all('svg [data-claim="' + CSS.escape(claim.name) + '"]').forEach(function (each) { each.dataset.state = state; });
      });
    });
    var head = part.querySelector('thead th.chosen');
    if (head && !isQuiet) head.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: still ? 'auto' : 'smooth' });
    keep();
  }
  function stop() {
    clearInterval(timer);
    timer = undefined;
    all('[data-action=play]').forEach(function (each) { each.textContent = 'Play'; });
  }
  function play() {
    if (timer) return stop();
    if (steps[chosen] >= last()) showStep(0);
    all('[data-action=play]').forEach(function (each) { each.textContent = 'Pause'; });
    timer = setInterval(function () {
      if (steps[chosen] >= last()) return stop();
      showStep(steps[chosen] + 1);
    }, 900);
  }
  function copy() {
    var svg = all('.picture').filter(function (each) { return each.getBoundingClientRect().width > 0; })[0];
    if (!svg) return;
    var clone = svg.cloneNode(true);
    var from = all('*', svg);
    var names = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family', 'font-weight', 'text-anchor', 'opacity'];
    all('*', clone).forEach(function (each, index) {
      var computed = getComputedStyle(from[index]);
      names.forEach(function (name) { each.setAttribute(name, computed.getPropertyValue(name)); });
    });
    var text = clone.outerHTML;
    if (host) host.postMessage({ type: 'copy', text: text });
    else if (navigator.clipboard) navigator.clipboard.writeText(text);
  }
  function act(element) {
    var action = element.dataset.action;
    if (action === 'play') return play();
    if (action === 'back') { stop(); return showStep(steps[chosen] - 1); }
    if (action === 'on') { stop(); return showStep(steps[chosen] + 1); }
    if (action === 'copy') return copy();
    if (action === 'open') return all('.sheet').forEach(function (each) { each.classList.add('open'); });
    if (element.dataset.scenario) { stop(); return showScenario(element.dataset.scenario); }
    if (element.dataset.problem !== undefined && host) return host.postMessage({ type: 'problem', index: Number(element.dataset.problem) });
    if (element.dataset.step !== undefined) { stop(); return showStep(Number(element.dataset.step)); }
    if (element.dataset.part && host) host.postMessage({ type: 'reveal', part: element.dataset.part });
  }
  var acting = '[data-action],nav [data-scenario],[data-problem],td[data-step],th[data-step],svg [data-part]';
  document.addEventListener('click', function (event) {
    var element = event.target.closest(acting);
    if (element) act(element);
  });
  document.addEventListener('submit', function (event) {
    event.preventDefault();
    if (!host) return;
    var values = {};
    all('input', event.target).forEach(function (each) { if (each.value !== '') values[each.name] = each.type === 'number' ? Number(each.value) : each.value; });
    host.postMessage({ type: 'knobs', values: values });
  });
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input')) return;
    var isButton = event.target.closest('button,[role=button]');
    if (event.key === 'ArrowRight') { stop(); showStep(steps[chosen] + 1); }
    else if (event.key === 'ArrowLeft') { stop(); showStep(steps[chosen] - 1); }
    else if (event.key === 'Home') { stop(); showStep(0); }
    else if (event.key === 'End') { stop(); showStep(last()); }
    else if (event.key === ' ' && !isButton) play();
    else if ((event.key === 'Enter' || event.key === ' ') && isButton && isButton.tagName !== 'BUTTON') act(isButton);
    else return;
    event.preventDefault();
  });
  window.addEventListener('message', function (event) {
    var data = event.data || {};
    if (data.type !== 'content') return;
    var isOpen = !!document.querySelector('.sheet.open');
    var left = all('.scroll').map(function (each) { return each.scrollLeft; });
    // The last picture that could be read stays, greyed, until the text can be read again.
    document.body.classList.toggle('broken', !!data.isBroken);
    if (data.isBroken || !data.body) return;
    document.querySelector('main').innerHTML = data.body;
    if (isOpen) all('.sheet').forEach(function (each) { each.classList.add('open'); });
    showScenario(chosen);
    all('.scroll').forEach(function (each, index) { each.scrollLeft = left[index] || 0; });
  });
  showScenario(chosen);
  if (host) host.postMessage({ type: 'ready' });
})();
`;
