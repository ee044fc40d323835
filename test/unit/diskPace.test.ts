import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiskPace } from '../../server/src/node/diskPace.ts';

/** Takes in that a file was read as it may be, in so many ms; true where all else waited for it. */
function read(pace: DiskPace, tookMs: number): boolean {
  const isBlocking = pace.isFast;
  if (isBlocking) pace.blocked(tookMs);
  else pace.waited(tookMs);
  return isBlocking;
}

/** Of files that take so long each, how many everything else waits for. */
function countBlocking(pace: DiskPace, files: number, tookMs: number): number {
  return Array.from({ length: files }, () => read(pace, tookMs)).filter(Boolean).length;
}

test('of a fast disk only the first file is not read at once', () => {
  assert.equal(countBlocking(new DiskPace(), 1000, 0.1), 999);
});

test('on a disk that needs long for each file nothing is held up', () => {
  assert.equal(countBlocking(new DiskPace(), 1000, 30), 0);
});

test('on a disk that needs some time for each file few are read at once', () => {
  assert.ok(countBlocking(new DiskPace(), 1000, 8) < 20);
});

test('a disk that falls asleep holds up once, and is fast again later', () => {
  const pace = new DiskPace();
  countBlocking(pace, 10, 0.1);
  assert.equal(countBlocking(pace, 1, 3000), 1);
  assert.equal(countBlocking(pace, 200, 0.1), 0);
  assert.equal(countBlocking(pace, 100, 0.1), 100);
});

test('one file that took a while, as others had the processor, changes nothing', () => {
  const pace = new DiskPace();
  countBlocking(pace, 10, 0.1);
  assert.equal(countBlocking(pace, 1, 12), 1);
  assert.equal(countBlocking(pace, 100, 0.1), 100);
});
