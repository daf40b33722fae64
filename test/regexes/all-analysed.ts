import { partsOf, whyNotLinear } from './analyse.ts';
import { isException } from './exceptions.ts';
import { programRegexes } from './program-regexes.ts';

/** Analyses every expression of the program that is no exception, which takes two minutes. */
export function allAnalysed(): { linear: string[]; others: string[] } {
  const all = [...programRegexes().known].filter(expression => !isException(expression));
  const linear = all.filter(expression => whyNotLinear(...partsOf(expression)) === null);
  return { linear, others: all.filter(expression => !linear.includes(expression)) };
}
