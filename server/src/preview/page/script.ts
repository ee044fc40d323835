import { podHead } from './cards.ts';

/**
 * What runs in the page, as text, because nothing else of the server runs there. It knows no Kubernetes: it chooses a step,
 * plays, tells the editor what was clicked, and takes in new content while keeping what was chosen.
 */
export const script = String.raw`
(function () {
  'use strict';
  var host = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  var body = document.body;
  var main = document.querySelector('main');
  var saved = (host && host.getState()) || {};
  // A link may name a scenario and a step: page.html#update/3
  var link = /^#(\w+)(?:\/(\d+))?$/.exec(location.hash) || [];
  var choice = saved.choice || {};
  var steps = saved.steps || {};
  var chosen = link[1] || choice.scenario || 'deploy';
  var linked = link[2];
  var shownSet = 0;
  var focus = body.dataset.focus;
  var timer;
  /** What gets the focus when the page does. */
  var awaited;
  var still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  body.classList.remove('noscript');
  if (host) body.classList.add('live');

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function root() { return main.querySelector('article:not([hidden])') || main; }
  function isVisible(element) { return element.getClientRects().length > 0; }
  function section() { return all('.scenario', root()).filter(function (each) { return each.dataset.scenario === chosen; })[0]; }
  function last() { return all('.steps thead th[data-step]', section() || root()).length - 1; }
  function key() { return (root().querySelector('h1') || main).textContent + '/' + chosen; }
  function current() { return steps[key()] === undefined ? last() : Math.min(last(), steps[key()]); }
  function keep() { if (host) host.setState({ source: body.dataset.source, choice: choice, steps: steps }); }
  function tell(message) { if (host) host.postMessage(message); }

  function showScenario(name) {
    var known = all('.scenario', root()).map(function (each) { return each.dataset.scenario; });
    chosen = known.indexOf(name) >= 0 ? name : known[0] || name;
    all('.scenario', root()).forEach(function (each) { each.hidden = each.dataset.scenario !== chosen; });
    all('.scenarios button', root()).forEach(function (each) {
      each.setAttribute('aria-pressed', String(each.dataset.scenario === chosen));
    });
    all('.knob', root()).forEach(function (each) { each.hidden = each.dataset.for !== chosen; });
    all('svg [data-pod]', root()).forEach(function (pod) { write(pod); });
    draw();
  }
  /** Shows the step that is chosen, in the table, in the sentence and in the picture. */
  function draw(isMoved) {
    var part = section();
    all('.steps-bar', root()).forEach(function (each) { each.hidden = !part || last() < 0; });
    if (!part) return;
    var step = current();
    all('[data-step]', part).forEach(function (each) {
      each.classList.toggle('chosen', Number(each.dataset.step) === step);
    });
    all('.where', root()).forEach(function (each) { each.textContent = 'Step ' + step + ' of ' + last(); });
    all('tr[data-row]', part).forEach(function (row) { drawPod(row, step); });
    reveal(part, isMoved);
    keep();
  }
  function drawPod(row, step) {
    var cell = row.querySelector('td.chosen');
    all('svg [data-pod="' + CSS.escape(row.dataset.row) + '"]', root()).forEach(function (pod) {
      pod.dataset.state = cell ? cell.dataset.state : '';
      write(pod, cell && cell.textContent);
    });
    JSON.parse(row.dataset.claims).forEach(function (claim) {
      var state = '';
      claim.cells.forEach(function (each) { if (each.from <= step) state = each.state; });
      all('svg [data-claim="' + CSS.escape(claim.name) + '"]', root()).forEach(function (each) { each.dataset.state = state; });
    });
  }
  /** Puts a word beside a Pod's name, cut to the room that is left there; absent: its ordinal. */
  function write(pod, text) {
    var name = pod.querySelector('.bold');
    var word = pod.querySelector('.state');
    if (!word.dataset.ordinal) word.dataset.ordinal = word.textContent;
    function isTooLong() { return name.getComputedTextLength() + word.getComputedTextLength() > ${podHead.width}; }
    text = text || word.dataset.ordinal;
    word.textContent = text;
    if (isTooLong()) word.textContent = text = text.replace('revision ', 'rev ');
    for (; text.length > 1 && isTooLong(); word.textContent = text + '\u2026') text = text.slice(0, -1);
  }
  /** Scrolls the table sideways, and nothing else, so that the chosen column can be seen. */
  function reveal(part, isMoved) {
    var box = part.querySelector('.scroll');
    var head = part.querySelector('thead th.chosen');
    if (!box || !head) return;
    var names = part.querySelector('thead th').offsetWidth;
    var left = head.offsetLeft - names - 8;
    var right = head.offsetLeft + head.offsetWidth + 8 - box.clientWidth;
    var to = box.scrollLeft > left ? left : box.scrollLeft < right ? right : box.scrollLeft;
    if (to !== box.scrollLeft) box.scrollTo({ left: to, behavior: still || !isMoved ? 'auto' : 'smooth' });
  }
  function showStep(wanted) {
    if (last() < 0) return;
    steps[key()] = Math.max(0, Math.min(last(), wanted));
    draw(true);
    var told = section() && section().querySelector('.told li.chosen');
    if (told) document.getElementById('live').textContent = told.textContent;
  }
  function stop() {
    clearInterval(timer);
    timer = undefined;
    all('[data-action=play]').forEach(function (each) { each.textContent = 'Play'; });
  }
  function play() {
    if (timer) return stop();
    if (current() >= last()) showStep(0);
    all('[data-action=play]').forEach(function (each) { each.textContent = 'Pause'; });
    timer = setInterval(function () {
      if (current() >= last()) return stop();
      showStep(current() + 1);
      if (current() >= last()) stop();
    }, 1100);
  }
  function chooseScenario(name) {
    stop();
    choice.scenario = name;
    if (host) {
      chosen = name;
      all('.scenarios button', root()).forEach(function (each) {
        each.setAttribute('aria-pressed', String(each.dataset.scenario === name));
      });
      keep();
      return tell({ type: 'choice', choice: choice });
    }
    showScenario(name);
  }
  function copy(button) {
    var svg = all('.picture', root()).filter(isVisible)[0];
    if (!svg) return;
    var clone = svg.cloneNode(true);
    var from = all('*', svg);
    var names = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family', 'font-weight', 'text-anchor'];
    all('*', clone).forEach(function (each, index) {
      var computed = getComputedStyle(from[index]);
      names.forEach(function (name) { each.setAttribute(name, computed.getPropertyValue(name)); });
    });
    var text = clone.outerHTML;
    if (host) tell({ type: 'copy', text: text });
    else if (navigator.clipboard) navigator.clipboard.writeText(text);
    var label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(function () { button.textContent = label; }, 1500);
  }
  function open() {
    choice.show = choice.show === 'all' ? 'few' : 'all';
    if (host) {
      keep();
      return tell({ type: 'choice', choice: choice });
    }
    all('.sheet', root()).forEach(function (each) { each.classList.add('open'); });
  }
  function act(element) {
    var data = element.dataset;
    if (data.action === 'play') return play();
    if (data.action === 'copy') return copy(element);
    if (data.action === 'open') return open();
    if (data.action !== undefined || data.step !== undefined) {
      stop();
      var to = { first: 0, back: current() - 1, on: current() + 1, last: last() };
      return showStep(data.step !== undefined ? Number(data.step) : to[data.action]);
    }
    if (data.scenario) return chooseScenario(data.scenario);
    if (data.problem !== undefined) return tell({ type: 'problem', index: Number(data.problem) });
    if (data.part) tell({ type: 'reveal', part: data.part, service: data.service });
  }
  var acting = '[data-action],.scenarios [data-scenario],[data-problem],td[data-step],th[data-step],[data-part]';
  document.addEventListener('click', function (event) {
    var element = event.target.closest(acting);
    // Whoever selects text does not want to be led away.
    if (element && !(element.dataset.part && String(getSelection()))) act(element);
  });
  document.addEventListener('change', function (event) {
    var chooser = event.target.closest('[data-choose]');
    if (!chooser) return;
    stop();
    if (chooser.dataset.choose === 'set') return tell({ type: 'set', index: Number(chooser.value) });
    all('main > article').forEach(function (each) { each.hidden = each.dataset.set !== chooser.value; });
    showScenario(chosen);
  });
  document.addEventListener('submit', function (event) {
    event.preventDefault();
    all('input', event.target).forEach(function (each) {
      delete choice[each.name];
      if (each.value !== '') choice[each.name] = each.type === 'number' ? Number(each.value) : each.value;
    });
    delete steps[key()];
    choice.scenario = chosen;
    keep();
    tell({ type: 'choice', choice: choice });
  });
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input,select')) return;
    var card = event.target.closest('svg [role=button]');
    var button = event.target.closest('button,[role=button]');
    var moves = { ArrowRight: current() + 1, ArrowLeft: current() - 1, Home: 0, End: last() };
    if (card && /^Arrow|^Home$|^End$/.test(event.key)) walk(card, event.key);
    else if (event.key in moves) { stop(); showStep(moves[event.key]); }
    else if (event.key === ' ' && !button) play();
    else if ((event.key === 'Enter' || event.key === ' ') && button && button.tagName !== 'BUTTON') act(button);
    else return;
    event.preventDefault();
  });
  /** The picture is one stop for the Tab key; the arrow keys go from card to card. */
  function walk(card, name) {
    var cards = all('[role=button]', card.closest('svg'));
    var at = cards.indexOf(card);
    var to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: cards.length - 1 }[name];
    var next = cards[Math.max(0, Math.min(cards.length - 1, to))];
    makeStop(next);
    next.focus();
  }
  function makeStop(card) {
    all('[role=button]', card.closest('svg')).forEach(function (each) { each.setAttribute('tabindex', each === card ? '0' : '-1'); });
  }
  /** Where somebody answers, what leads to the text is a button. */
  function decorate() {
    if (!host) return;
    all('svg.picture').forEach(function (svg) {
      svg.setAttribute('role', 'group');
      all('.card', svg).forEach(function (card, index) {
        var title = card.querySelector('title');
        card.setAttribute('role', 'button');
        card.setAttribute('tabindex', index === 0 ? '0' : '-1');
        if (!card.dataset.action) card.setAttribute('aria-label', (title ? title.textContent : card.textContent) + ', show in the text');
      });
    });
    all('[data-problem],p [data-part],p[data-part]').forEach(function (each) {
      each.setAttribute('role', 'button');
      each.setAttribute('tabindex', '0');
      each.setAttribute('title', 'Show in the text');
    });
  }
  function markFocus() {
    all('[data-part]').forEach(function (each) { each.classList.toggle('focus', !!focus && each.dataset.part === focus); });
  }
  /** What finds an element again after the content was replaced. */
  function trace(element) {
    if (!element || !main.contains(element)) return undefined;
    var names = ['data-pod', 'data-claim', 'data-service', 'data-scenario', 'data-action', 'data-choose', 'data-problem', 'data-part', 'name'];
    var own = names.filter(function (name) { return element.getAttribute(name); })[0];
    if (!own) return undefined;
    var selector = element.localName + '[' + own + '="' + CSS.escape(element.getAttribute(own)) + '"]';
    return { selector: selector, at: all(selector, main).filter(isVisible).indexOf(element), value: element.value };
  }
  /** Focuses what was traced. In a page without the focus this would take it from the text, so it waits until the page has it. */
  function restore(traced) {
    var alike = all(traced.selector, main).filter(isVisible);
    var found = alike[traced.at] || alike[0];
    awaited = undefined;
    if (!found) return;
    if (found.tagName === 'INPUT') found.value = traced.value;
    if (!document.hasFocus()) { awaited = traced; return; }
    if (found.matches('svg [role=button]')) makeStop(found);
    found.focus({ preventScroll: true });
  }
  window.addEventListener('focus', function () {
    if (awaited && document.activeElement === body) restore(awaited);
    awaited = undefined;
  });
  function replace(html) {
    var traced = trace(document.activeElement) || (document.activeElement === body && awaited);
    var left = all('.scroll,.sheet', main).map(function (each) { return [each.scrollLeft, each.scrollTop]; });
    main.innerHTML = html;
    decorate();
    all('.scroll,.sheet', main).forEach(function (each, index) {
      if (left[index]) { each.scrollLeft = left[index][0]; each.scrollTop = left[index][1]; }
    });
    if (traced) restore(traced);
    showScenario(chosen);
  }
  /** A view that is chosen by its tab gets the focus a little later than it is told so. */
  function answerFocus() {
    setTimeout(function () { tell({ type: 'focus', isHere: document.hasFocus() }); }, document.hasFocus() ? 0 : 100);
  }
  // Another width shows the picture in another order, of which the words have not been measured.
  window.addEventListener('resize', function () { draw(); });
  // Only the editor around the page has something to say; a page that shows this one in a frame or a window has not.
  if (host) window.addEventListener('message', function (event) {
    var data = event.data || {};
    if (data.type === 'focus') return answerFocus();
    if (data.type !== 'content') return;
    focus = data.focus;
    // The last picture that could be drawn stays, greyed, until the text can be read again.
    var isKept = !!data.obstacle && shownSet === data.set && !!main.querySelector('.sheet');
    shownSet = data.set;
    var note = document.querySelector('.obstacle');
    note.hidden = !isKept;
    note.textContent = isKept ? data.obstacle + '. This is the last picture that could be drawn.' : '';
    body.classList.toggle('broken', isKept);
    if (!isKept && data.body && data.body !== drawn) replace(drawn = data.body);
    markFocus();
  });
  var drawn = '';
  decorate();
  showScenario(chosen);
  if (linked !== undefined) {
    steps[key()] = Number(linked);
    draw();
  }
  markFocus();
  tell({ type: 'ready' });
})();
`;
