/** The figures of a text, the marks that vouch for them, and where a clause ends: all that the rule about figures looks at. */
export type Token =
  | { kind: 'figure'; number: string; unit: string; from: number; to: number }
  /** `[B1]`: measured, in the first sweep. */
  | { kind: 'measured'; sweep: number; from: number; to: number }
  /** `[^key]`: cited. */
  | { kind: 'cited'; from: number; to: number }
  | { kind: 'break'; from: number; to: number };

/** Units, by the name that values are compared in. */
const units: [name: string, written: string][] = [
  ['%', '\\s?(?:%|percent(?:age\\s+points?)?\\b|per\\s+cent\\b|pp\\b)'],
  ['points', '\\spoints?\\b'],
  ['times', '\\stimes\\b'],
  ['×', '\\s?×|-?fold\\b|x\\b'],
  ['ms', '\\s?(?:ms\\b|milliseconds?\\b)'],
  ['µs', '\\s?(?:[µμu]s\\b|microseconds?\\b)'],
  ['s', '\\s?(?:s\\b|seconds?\\b)'],
  ['b', '\\s(?:B|bytes?)\\b'],
  ['kb', '\\s?(?:kB\\b|KB\\b|kilobytes?\\b)'],
  ['mb', '\\s?(?:MB\\b|megabytes?\\b)'],
  ['gb', '\\s?(?:GB\\b|gigabytes?\\b)'],
  ['kib', '\\s?KiB\\b'],
  ['mib', '\\s?MiB\\b'],
  ['gib', '\\s?GiB\\b'],
  ['million', '\\smillion\\b'],
];
const unit = units.map(([, written]) => written).join('|');
const unitPatterns = units.map(([name, written]) => [name, new RegExp(`^(?:${written})$`, 'u')] as const);

/**
 * A number that is not a part of a name (`p99`, `ML-OPT-008`, `1.2.1`, `3D`), with its unit. Of a range such as `2-3x`
 * both ends are numbers.
 */
const number =
  '(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][./^]|\\p{L}[-–]|[./^])(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?![\\d^]|[.,/]\\d)';
const token = new RegExp(
  [
    '\\[B(?<sweep>\\d{1,3})\\]',
    '(?<cited>\\[\\^[^\\]\\s]{1,200}\\])',
    '(?<break>[.!?;:](?=[\\s)*_"”’]|$)|\\s[—–]\\s)',
    `(?<number>${number})(?:(?<unit>${unit})|(?!\\p{L}))`,
  ].join('|'),
  'gu',
);

/** A figure in such company is a name or a convention and claims nothing. */
const namedBefore =
  /(?:\b(?:version|release|section|chapter|clause|article|table|figure|equation|step|phase|layer|rfc|python|numpy|scipy|pandas|scikit-learn|sklearn|pytorch|torch|tensorflow|jax|keras|onnx|cuda|spark|ray|kafka|java|apache|debian|http|tls|licen[cs]e|cc[- ]by(?:-sa)?|gpl|mit)|§)\s$/i;
const namedAfter = /^(?:\s|-)(?:confidence|credible|prediction\s+)?\s?(?:interval|percentile|quantile|level)/;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(token)) {
    const { sweep, cited, break: ends, number = '', unit = '' } = match.groups ?? {};
    const from = match.index;
    const to = from + match[0].length;
    if (sweep !== undefined) tokens.push({ kind: 'measured', sweep: Number(sweep), from, to });
    else if (cited !== undefined) tokens.push({ kind: 'cited', from, to });
    else if (ends !== undefined) tokens.push({ kind: 'break', from, to });
    else if (!isName(text, from, to)) tokens.push({ kind: 'figure', number, unit: unitOf(unit), from, to });
  }
  return tokens;
}

function isName(text: string, from: number, to: number): boolean {
  return (
    /^(?:19|20)\d0s$/.test(text.slice(from, to)) ||
    namedBefore.test(text.slice(Math.max(0, from - 20), from)) ||
    namedAfter.test(text.slice(to, to + 40))
  );
}

function unitOf(written: string): string {
  return unitPatterns.find(([, pattern]) => pattern.test(written))?.[0] ?? '';
}
