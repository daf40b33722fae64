/**
 * How expressions begin that are not linear, not decided, or put together where they are used; and why no stranger's text can be long
 * enough to matter.
 */
const exceptions: Readonly<Record<string, string>> = {
  '/^\\s*mutation\\b/m': 'The text is one of our own documents.',
  '/\\B(?=(?:\\d{3})+$)/g': 'The text is the digits of a number, of which no double has more than 309.',
  '/\\[B(?<sweep>':
    'Quadratic in one number with commas, which ends with its line: of at most 5,000 characters, which takes milliseconds.',
  '/https?:\\/\\/[a-z0-9]+(?:-+[a-z0-9]+)*(?:\\.':
    'Read at one place, once, and no further than its line; the fuzzer is in doubt because it cannot fix that place.',
  'new RegExp(lineEnd)': 'A copy of an expression that is looked at where it is written.',
  'new RegExp(`^[ \\\\t]*(?:import|from)[ \\\\t]+${module}':
    'The module is one of four words of ours, the expression begins a line, and `[ \\t]*` ends where a letter begins.',
};

export const exceptional = Object.keys(exceptions);

export function isException(expression: string): boolean {
  return exceptional.some(beginning => expression.startsWith(beginning));
}
