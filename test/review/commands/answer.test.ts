import fc from 'fast-check';
import { toString as plainText } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../src/review/commands/answer.ts';
import { commandsIn } from '../../../src/review/commands/commands-in.ts';
import { acceptedPath } from '../../../src/rules/examples/example-accepted.ts';
import { ask, author, maintainer, situationFrom, stranger, textOf, unmeasured, usual } from './asking.ts';

describe('recheck', () => {
  test.each([
    ['the author', author],
    ['a maintainer', maintainer],
  ])('by %s needs no words', (_, who) => {
    expect(ask('/patterns recheck', who)).toEqual({ reaction: 'THUMBS_UP', reply: null });
  });

  test('twice is once', () => {
    expect(ask('/patterns recheck\n\n/patterns recheck')).toEqual(ask('/patterns recheck'));
  });

  test('by a stranger is not done, and says who may', () => {
    const answer = ask('/patterns recheck', stranger);
    expect(answer).toMatchObject({ reaction: 'CONFUSED' });
    expect(textOf(answer)).toBe(
      '`/patterns recheck` is for the author of the pull request and for people with write access.\n',
    );
  });
});

describe('help', () => {
  test('lists what the author may do', () => {
    const answer = ask('/patterns help');
    expect(answer).toMatchObject({ reaction: 'THUMBS_UP' });
    expect(textOf(answer)).toBe(`You may write in a comment, on a line of its own:

- \`/patterns recheck\` looks at this pull request again
- \`/patterns waive <rule> <reason>\` writes the lines with which a pattern asks to be excused from a rule
- \`/patterns help\` shows this list
`);
    expect(textOf(ask('/patterns', maintainer))).toBe(textOf(answer));
  });

  test('lists to a stranger only what a stranger may do', () => {
    expect(textOf(ask('/patterns help', stranger))).toBe(
      'You may write in a comment, on a line of its own:\n\n- `/patterns help` shows this list\n',
    );
  });
});

describe('an unknown command', () => {
  test.each([
    ['/patterns rechek', '`/patterns rechek`. Did you mean `/patterns recheck`?'],
    ['/patterns merge', '`/patterns merge`. `/patterns help` lists'],
    ['/patterns constructor', '`/patterns constructor`. `/patterns help` lists'],
  ])('%s', (body, says) => {
    const answer = ask(body);
    expect(answer).toMatchObject({ reaction: 'CONFUSED' });
    expect(textOf(answer)).toContain(says);
  });

  test('is not explained by a command that one may not give', () => {
    expect(textOf(ask('/patterns rechek', stranger))).not.toContain('recheck');
  });
});

describe('several commands', () => {
  test('are answered in order', () => {
    const answer = ask('/patterns recheck\n/patterns waive folder Why not.\n/patterns help');
    expect(answer).toMatchObject({ reaction: 'CONFUSED' });
    const order = ['is looked at again', '`folder` cannot', 'You may write'].map(text =>
      textOf(answer).indexOf(text),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThanOrEqual(0);
  });

  test('beyond ten are left out, and that is said', () => {
    const answer = ask('/patterns recheck\n'.repeat(11));
    expect(answer).toMatchObject({ reaction: 'CONFUSED' });
    expect(textOf(answer)).toContain('at most 10 commands');
  });

  test('whose answers would be too long are cut between two answers', () => {
    const path = (number: number): string =>
      acceptedPath.replace('prediction-caching', `${'x'.repeat(90)}-${number}`);
    const files = Object.fromEntries(
      [1, 2, 3, 4, 5].map(number => [path(number), unmeasured()[acceptedPath] ?? '']),
    );
    const lines = Array.from(
      { length: 9 },
      (_, number) => `/patterns waive benchmark ${'why '.repeat(110)}${number}`,
    );
    const text = textOf(ask(lines.join('\n'), author, situationFrom(files)));
    expect(text.length).toBeGreaterThan(5_000);
    expect(text.length).toBeLessThanOrEqual(10_000);
    expect(text).toMatch(/Ask for the rest in another comment\.\n$/);
  });
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '/patterns waive ',
          '/patterns ',
          '/patterns waive benchmark ',
          'waive',
          'recheck',
          'help',
          'benchmark',
        ],
        ...[
          '@team',
          '#12',
          '```',
          '~~~',
          '`',
          '<!--',
          '-->',
          '<b>',
          '</details>',
          '[x](y)',
          '![x](y)',
          '|',
          ' ',
          '\n',
        ],
        ...['https://example.org', 'a@b.cd', 'x'.repeat(700), '\u202e', '&#64;', '**', '\\', 'deadbee1'],
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 15 },
  )
  .map(parts => `/patterns ${parts.join('')}`);

test('no reply is a command, a mention, a link elsewhere, HTML or long, whatever was asked', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom(author, maintainer, stranger), (body, who) => {
      const commands = body.split('\n').flatMap(line => commandsIn(line));
      const text = textOf(answerTo(commands, who, usual));
      expect(text.length).toBeLessThanOrEqual(10_000);
      expect(commandsIn(text)).toEqual([]);
      const root = unified().use(remarkParse).use(remarkGfm).parse(text);
      visit(root, node => {
        expect(['html', 'image', 'delete', 'emphasis', 'heading', 'blockquote', 'table']).not.toContain(
          node.type,
        );
        if (node.type === 'link')
          expect(node.url).toMatch(/^https:\/\/github\.com\/pattern-librarian\/.*\/rules\.md#/);
        if (node.type === 'text') expect(plainText(node)).not.toMatch(/@|#\d|:\/\//);
      });
    }),
    { numRuns: 300 },
  );
});
