import assert from 'node:assert/strict';
import { test } from 'node:test';
import { betterOf, budgetsFor, compareBudgets } from '../../bench/budgets.ts';
import type { Figure } from '../../bench/report.ts';

const figure = (name: string, ratio?: number): Figure => ({
  name,
  p50Ms: 1,
  p95Ms: 2,
  ...(ratio === undefined ? {} : { ratio, yardstick: 'the other' }),
});
const all = () => true;
const messages = (...args: Parameters<typeof compareBudgets>) => compareBudgets(...args).map(({ message }) => message);

test('what is within its budget is no fault, and the budget itself is within', () => {
  assert.deepEqual(compareBudgets([figure('a', 0.9), figure('b', 1)], { a: 1, b: 1 }, all), []);
});

test('what is over its budget is named, with both numbers', () => {
  assert.deepEqual(messages([figure('a', 1.01), figure('b', 0.5)], { a: 1, b: 1 }, all), [
    'a: 1.010 of the other, budget 1',
  ]);
});

test('a ratio that is no number is over any budget', () => {
  assert.equal(compareBudgets([figure('a', Number.NaN)], { a: 100 }, all).length, 1);
});

test('a figure without a budget is a fault; one without a ratio needs none', () => {
  assert.deepEqual(messages([figure('a', 1), figure('yardstick')], {}, all), [
    'a: no budget; --write-budgets makes one',
  ]);
});

test('a budget that nothing was measured for is a fault where its part ran', () => {
  const budgets = { 'typing: a': 1, 'start: b': 1 };
  assert.deepEqual(
    messages([], budgets, (name) => name.startsWith('start')),
    ['start: b: has a budget, but was not measured'],
  );
});

test('only what is over its budget may be chance, and is measured again', () => {
  const faults = compareBudgets([figure('a', 2), figure('b', 1), figure('c', Number.NaN)], { a: 1, c: 1, d: 1 }, all);
  assert.deepEqual(
    faults.map(({ name, mayBeChance }) => [name, mayBeChance]),
    [
      ['a', true],
      ['b', false],
      ['c', true],
      ['d', false],
    ],
  );
});

test('how fast another server is has no budget', () => {
  const other = figure('a, by yaml-language-server', 9);
  assert.deepEqual(compareBudgets([other], {}, all), []);
  assert.deepEqual(budgetsFor([other], {}), {});
});

test('what other processes have a part in has no budget', () => {
  const passing: Figure = { ...figure('start: a', 9), isPassingTime: true };
  assert.deepEqual(compareBudgets([passing], {}, all), []);
  assert.deepEqual(budgetsFor([passing], {}), {});
});

test('of two measurements the better one counts, figure by figure', () => {
  const first = [figure('a', 2), figure('b', 1), figure('c', Number.NaN), figure('d', 3), figure('e')];
  const second = [figure('c', 1), figure('b', 2), figure('a', 1), figure('e')];
  assert.deepEqual(
    betterOf(first, second).map(({ name, ratio }) => [name, ratio]),
    [
      ['a', 1],
      ['b', 1],
      ['c', 1],
      ['d', 3],
      ['e', undefined],
    ],
  );
});

test('new budgets have head room, and those of parts that did not run stay', () => {
  const made = budgetsFor([figure('a', 0.2), figure('start: b', 1.2)], { a: 9, c: 3 });
  assert.equal(made.c, 3);
  assert.ok(made.a! > 0.2 && made.a! < 0.5);
  assert.ok(made['start: b']! > 1.2 && made['start: b']! < made.a! * 6);
  assert.deepEqual(compareBudgets([figure('a', 0.2), figure('start: b', 1.2), figure('c', 3)], made, all), []);
});
