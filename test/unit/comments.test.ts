import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentsOf } from '../support/comments.ts';

test('a comment begins with # at the beginning of a line or behind a blank, outside of scalars', () => {
  assert.deepEqual(commentsOf('# a\nb: c # d\n  #e\nf#g: h#i\n'), ['# a', '# d', '#e']);
  assert.deepEqual(commentsOf('a: "b\n # c\nd" # e\nf: \'g # h\'\n'), ['# e']);
  assert.deepEqual(commentsOf('a: | # b\n  # c\n  d\n# e\nf: >-\n  # g'), ['# b', '# e']);
  assert.deepEqual(commentsOf('a: | # b\nc: d\ne: >- # f'), ['# b', '# f']);
  assert.deepEqual(commentsOf('[a, # b, c\n d # e\n] # f'), ['# b, c', '# e', '# f']);
  assert.deepEqual(commentsOf('# a\n--- # b\nc: &d # e\n  f\n... # g\n'), ['# a', '# b', '# e', '# g']);
  assert.deepEqual(commentsOf("a\n... # b\n[a, ' #'] # c\n...\n'\n # d'\n# e"), ['# b', '# c', '# e']);
  assert.deepEqual(commentsOf('\ufeff# a\r\nb: c # d\r# e\u2028# f'), ['# a', '# d', '# e', '# f']);
});
