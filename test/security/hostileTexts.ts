// What somebody writes who knows what will show it.

/** Names, comments and values that would do something where they are taken for more than text. */
export const hostileTexts: readonly string[] = [
  '[x](command:workbench.action.terminal.new)',
  '![x](https://evil.example/a.png)',
  '![x][y]\n\n[y]: https://evil.example/b.png',
  '<img src=https://evil.example/c.png>',
  '<https://evil.example/d> https://evil.example/e www.evil.example mail@evil.example',
  '` ![x](https://evil.example/f.png) `',
  '```\n![x](https://evil.example/g.png)\n```',
  '``` ![x](https://evil.example/i.png) `` [y](command:z) `````',
  'a\n\n# heading\n\n![x](https://evil.example/h.png)',
  '[x]: command:a "t"\n\n[x] <a href="command:b">c</a> &#91;x&#93;(command:d) \\[y](command:e) [z]\\(command:f)',
  '| a | b |\n|---|---|\n| ![x](data:image/png;base64,AA) | <vscode://x> file:///etc/passwd |',
  '**a** _b_ | c | &lt;img&gt; $(sync)',
  'a\n::set-output name=a::b\r\n  ::add-mask::c\u0000 ##[set-output name=d;]e ##vso[task.setvariable variable=PATH]f',
  '$CLIPBOARD $TM_FILENAME \\$CLIPBOARD } \\',
  'user\u202Etxt.exe\u2066\u200B\u001b]0;title\u0007\u001b[2J\u009b31m',
];

/** What snippets have in them. It stands for something that other tools fill in, so that little is said of its file. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: that is meant
export const placeholders = '${CLIPBOARD} $TM_FILENAME \\${CLIPBOARD} ${1|a,b|} ${1:${TM_FILEPATH}} } \\';

/** One line of bounded length in which everything shows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
export const shown = /^[^\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]{1,400}$/;

/** Characters that hide, steer or turn something around; tabs and line ends are none of them. */
export const hiddenCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
