import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Command, commandOn } from '../../../src/review/commands/command.ts';
import { commandsIn } from '../../../src/review/commands/commands-in.ts';

const recheck: Command = { kind: 'recheck' };
const help: Command = { kind: 'help' };
const waive = (rule: string, reason: string): Command => ({ kind: 'waive', rule, reason });
const unknown = (word: string): Command => ({ kind: 'unknown', word });

const said: [what: string, body: string, ...commands: Command[]][] = [
  ['alone', '/patterns recheck', recheck],
  ['in capitals, as a telephone writes', '/Patterns Recheck', recheck],
  ['with spaces behind', '/patterns recheck  \t ', recheck],
  ['with several spaces between', '/patterns   recheck', recheck],
  ['with up to three spaces before', '   /patterns recheck', recheck],
  ['with a full stop', '/patterns recheck.', recheck],
  ['with a word more', '/patterns recheck please', recheck],
  ['with Windows line ends', 'Thanks!\r\n\r\n/patterns recheck\r\n', recheck],
  ['with old line ends', 'Thanks!\r\r/patterns recheck\r', recheck],
  ['behind a byte order mark', '\uFEFF/patterns recheck', recheck],
  ['as the next line of a paragraph', 'I pushed a fix.\n/patterns recheck', recheck],
  ['as the next line, indented', 'I pushed a fix.\n      /patterns recheck', recheck],
  ['as the first line of a paragraph', '/patterns recheck\nI pushed a fix.', recheck],
  ['between two paragraphs', 'One.\n\n/patterns recheck\n\nTwo.', recheck],
  ['after a quotation and a blank line', '> ML-OPT-008\n\n/patterns recheck', recheck],
  [
    'above a quoted mail',
    '/patterns recheck\n\nOn Tue, Ada wrote:\n\n> /patterns waive links Because.\n',
    recheck,
  ],
  ['after code', '```\nx\n```\n/patterns recheck', recheck],
  ['after a hidden note', '<!-- a note -->\n\n/patterns recheck', recheck],
  ['after a folded part', '<details>\n\nx\n\n</details>\n\n/patterns recheck', recheck],
  ['after a type in angle brackets', 'It is a List<String>, mostly.\n\n/patterns recheck', recheck],
  ['after a line break in HTML', 'One.<br>\n/patterns recheck', recheck],
  ['without anything', '/patterns', help],
  ['help', '/patterns help', help],
  ['two', '/patterns waive links No network.\n/patterns recheck', waive('links', 'No network.'), recheck],
  ['two apart', '/patterns help\n\ntext\n\n/patterns recheck', help, recheck],
  ['of another kind', '/patterns merge', unknown('merge')],
  ['of another kind, in code', '/patterns `merge` now', unknown('merge')],
  ['waive', '/patterns waive scale-axis No such device.', waive('scale-axis', 'No such device.')],
  ['waive with the rule as code', '/patterns waive `scale-axis` Why.', waive('scale-axis', 'Why.')],
  ['waive as the help writes it', '/patterns waive <scale-axis> Why.', waive('scale-axis', 'Why.')],
  ['waive with a colon', '/patterns waive scale-axis: Why.', waive('scale-axis', 'Why.')],
  ['waive without a reason', '/patterns waive scale-axis', waive('scale-axis', '')],
  ['waive without a rule', '/patterns waive', waive('', '')],
  [
    'waive with Markdown in the reason, as written',
    '/patterns waive links See `a` and **b** of @ada, <b>c</b> | d',
    waive('links', 'See `a` and **b** of @ada, <b>c</b> | d'),
  ],
];

const notSaid: [what: string, body: string][] = [
  ['nothing', ''],
  ['quoted', '> /patterns recheck'],
  ['quoted twice', '> > /patterns recheck'],
  ['quoted, and quoted within', '> Ada wrote:\n> > /patterns recheck\n> Yes.'],
  ['quoted, in a line that goes on lazily', '> I think\n/patterns recheck'],
  ['quoted without a space', '>/patterns recheck'],
  ['quoted in a mail', 'On Tue, Ada wrote:\n> /patterns recheck\n> thanks'],
  ['an alert', '> [!NOTE]\n> /patterns recheck'],
  ['code', '`/patterns recheck`'],
  ['code over two lines', '`one\n/patterns recheck`'],
  ['fenced code', '```\n/patterns recheck\n```'],
  ['fenced code with tildes', '~~~sh\n/patterns recheck\n~~~'],
  ['fenced code that is never closed', '```\n\n/patterns recheck'],
  ['indented code', '    /patterns recheck'],
  ['code indented by a tab', 'text\n\n\t/patterns recheck'],
  ['an HTML comment', '<!-- /patterns recheck -->'],
  ['an HTML comment over lines', '<!--\n\n/patterns recheck\n\n-->'],
  ['an HTML comment that is never closed', '<!--\n/patterns recheck'],
  ['an HTML comment within a paragraph', 'text <!-- one\n/patterns recheck\n-->'],
  ['HTML', '<div>\n/patterns recheck\n</div>'],
  ['a folded part', '<details><summary>Before</summary>\n\n/patterns recheck\n\n</details>'],
  [
    'a folded part within a folded part',
    '<details>\n\n<details>\n\n</details>\n\n/patterns recheck\n\n</details>',
  ],
  ['a folded part that is never closed', 'see <details>\n\n/patterns recheck'],
  ['a folded part closed in a comment only', '<details>\n<!-- </details> -->\n\n/patterns recheck'],
  ['quoted in HTML', '<blockquote>\n\n/patterns recheck\n\n</blockquote>'],
  ['code in HTML', '<pre>\n\n/patterns recheck\n\n</pre>'],
  ['a list', '- /patterns recheck'],
  ['a list, in a line that goes on lazily', '- one\n/patterns recheck'],
  ['a list, in a paragraph of its own', '- one\n\n  /patterns recheck'],
  ['a numbered list', '1. /patterns recheck'],
  ['a task list', '- [ ] /patterns recheck'],
  ['a table', '| a |\n|---|\n| /patterns recheck |'],
  ['a table without bars at the edges', 'a | b\n---|---\n/patterns recheck | x'],
  ['a table, in a line that goes on', '| a |\n|---|\n/patterns recheck'],
  ['a heading', '# /patterns recheck'],
  ['a heading that is underlined', '/patterns recheck\n---'],
  ['a link text', '[/patterns recheck](https://example.org)'],
  ['a link text over two lines', '[one\n/patterns recheck](https://example.org)'],
  ['an address', '<https://example.org/patterns>'],
  ['a footnote', 'text[^1]\n\n[^1]: /patterns recheck'],
  ['emphasis', '*/patterns recheck*'],
  ['emphasis over two lines', '*one\n/patterns recheck*'],
  ['struck out', '~~one\n/patterns recheck~~'],
  ['after text in the same line', 'please /patterns recheck'],
  ['another word', '/patternsfoo recheck'],
  ['a path', '/patterns/ml/optimization'],
  ['a path in a sentence', 'see\n/patterns/ml recheck'],
  ['two slashes', '//patterns recheck'],
  ['a backslash', '\\/patterns recheck'],
  ['a reference to a character', '&#47;patterns recheck'],
  ['an invisible character before', '\u200b/patterns recheck'],
  ['a word joiner before', '\u2060/patterns recheck'],
  ['a zero-width no-break space before, in a later line', 'text\n\uFEFF/patterns recheck'],
  ['a direction mark before', '\u202e/patterns recheck'],
  ['another slash that looks alike', '⁄patterns recheck'],
  ['a mention before', '@pattern-librarian /patterns recheck'],
  ['only the word', 'patterns recheck'],
];

describe('a command is', () => {
  test.each(said)('%s', (_, body, ...commands) => {
    expect(commandsIn(body)).toEqual(commands);
  });
});

describe('no command is', () => {
  test.each(notSaid)('%s', (_, body) => {
    expect(commandsIn(body)).toEqual([]);
  });
});

const markdown = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...said.map(([, body]) => body),
        ...notSaid.map(([, body]) => body),
        '\n',
        '\n\n',
        '> ',
        '- ',
        '    ',
        '```',
        '`',
        '<!--',
        '-->',
        '<details>',
        '</details>',
        '[',
        '](x)',
        '*',
        '|',
        '\\',
        '\r\n',
        '\u0000',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

test('whatever is written, a command is what a line of it says, and nothing that is quoted, listed or indented', () => {
  fc.assert(
    fc.property(markdown, body => {
      const lines = body.split(/\r\n?|\n/);
      const spoken = lines.flatMap(line => commandOn(line.replace(/^\uFEFF/, '')) ?? []);
      for (const command of commandsIn(body)) expect(spoken).toContainEqual(command);
      const each = (prefix: string): string => lines.map(line => prefix + line).join('\n');
      expect(commandsIn(each('> '))).toEqual([]);
      expect(commandsIn(`x\n\n${each('    ')}`)).toEqual([]);
      expect(commandsIn(`- x\n\n${each('  ')}`)).toEqual([]);
      expect(commandsIn(`\`\`\`\`\`\`\`\`\`\n${lines.join('\n')}`)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const all = (unit: string): string => unit.repeat(Math.ceil(65_536 / unit.length)).slice(0, 65_536);
test.each(['*a ', '[', '> ', '- ', '|a', '<a ', 'a\n\n', '`', '&', 'www.a ', '/patterns x\n', '<!--'])(
  'a comment as long as GitHub takes is not even parsed: %j',
  unit => {
    expect(commandsIn(`/patterns recheck\n\n${all(unit)}`)).toEqual([{ kind: 'unread' }]);
  },
);
test.each(['*a ', '**', '[', '![', '> - ', '|a'])('nor is a short one that would be costly: %j', unit => {
  expect(commandsIn(`/patterns recheck\n\n${unit.repeat(1_001)}`)).toEqual([{ kind: 'unread' }]);
});
test('nor is one without a command, and nobody is told', () => {
  expect(commandsIn(`See /patterns/ml.\n\n${all('*a ')}`)).toEqual([]);
});
test('a long comment of plain words is read', () => {
  const words = 'The baseline was measured again, with the same result as before.\n\n'.repeat(250);
  expect(commandsIn(`${words}/patterns recheck`)).toEqual([recheck]);
});
