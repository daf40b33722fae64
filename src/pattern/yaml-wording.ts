import { code } from './wording.ts';
import type { YamlProblem } from './yaml.ts';

const syntax: Record<string, string> = {
  BLOCK_AS_IMPLICIT_KEY:
    'Two keys on one line, or a line further to the right than the one above. Put text that holds `: ` in quotes, or begin both lines at the same column.',
  MULTILINE_IMPLICIT_KEY: 'A key continues on the next line. Check that keys stand at the same indentation.',
  TAB_AS_INDENT: 'Indented with a tab. YAML is indented with spaces.',
  BAD_INDENT:
    'The indentation does not fit: a bracket is left open above, or the line is too far to the left.',
  MISSING_CHAR:
    'Something is missing before this place: a closing quote, a closing bracket, or a space after `:`.',
  BAD_SCALAR_START: 'Text may not begin with this character. Put the text in quotes.',
  UNEXPECTED_TOKEN: 'This is not expected here. Put the text in quotes if it is meant as text.',
  BAD_DQ_ESCAPE: 'A backslash in double quotes begins an escape that YAML does not know. Use single quotes.',
  BAD_ALIAS: 'Text may not begin with `*` or `&`. Put the text in quotes.',
  BAD_DIRECTIVE:
    'A line that begins with `%` is an instruction to YAML readers, which is not read. Remove it.',
  BLOCK_IN_FLOW: 'Inside brackets, text or a list cannot begin on lines of its own. Close the bracket first.',
  MULTIPLE_DOCS: 'A second document begins here. One document is expected.',
  RESOURCE_EXHAUSTION: 'Nested too deeply to be read. Flatten it.',
  KEY_OVER_1024_CHARS:
    'A key has more than 1024 characters: a `:` probably stands in text that needs quotes.',
};

/** A problem of YAML as a sentence that says what is there and what to write instead. */
export function wordingOfYaml({ kind, detail }: YamlProblem): string {
  switch (kind) {
    case 'syntax':
      return syntax[detail] ?? `This is not valid YAML (${detail}).`;
    case 'duplicate-key':
      return `The key ${code(detail)} is there twice. Keep one.`;
    case 'anchor':
      return `Anchors such as ${code(detail)} are not read. Write the value where it belongs.`;
    case 'alias':
      return `Aliases such as ${code(detail)} are not read. Write the value out.`;
    case 'tag':
      return `Tags such as ${code(detail)} are not read. Write the plain value.`;
    case 'merge-key':
      return 'Merge keys (`<<`) are not read. Write the keys out.';
    case 'reserved-key':
      return `The key ${code(detail)} has a meaning in JavaScript and is refused. Choose another name.`;
    case 'key-not-text':
      return 'A key must be a plain word such as `name`; here it is a list, a map or nothing.';
    case 'too-deep':
      return `Nested more than ${detail} levels deep, which is not read. Flatten it.`;
  }
}
