import resultsSchema from '../../schemas/results.schema.json' with { type: 'json' };
import { type JsonData, placeInJson } from '../pattern/json.ts';
import type { Range } from '../pattern/position.ts';
import { schemaCheck } from '../pattern/schema.ts';
import { contradictionsIn } from './contradictions.ts';
import type { Results } from './results.generated.ts';
import { fits } from './results-validator.generated.ts';

export type { Results };
export type Sweep = Results['sweeps'][number];

export type Candidate = Results['candidates'][number];
export type Quantity = Results['quantities'][number];

/** results.json as it is, or what is wrong with it, each problem at its place. */
export type ResultsReading = { results: Results | null; problems: { message: string; range: Range }[] };

const problemsOf = schemaCheck(resultsSchema, fits, 'The results file');

/**
 * Reads results.json, of which `data` is the text as JSON. Besides the schema, names must resolve and whatever was computed
 * must follow from the values.
 */
export function readResults(text: string, { value, notJson }: JsonData): ResultsReading {
  const at = (pointer: string, part: 'key' | 'value' = 'value'): Range => {
    const range = placeInJson(text, pointer, part);
    return pointer === '' ? { start: range.start, end: range.start } : range;
  };
  if (notJson) {
    const message =
      'This is no JSON. Do not edit the file by hand: `patterns reproduce` writes it, run it again.';
    return { results: null, problems: [{ message, range: notJson }] };
  }
  const problems = problemsOf(value).map(({ pointer, part, message }) => ({
    message,
    range: at(pointer, part),
  }));
  if (problems.length > 0) return { results: null, problems };
  const results = value as Results;
  for (const { pointer, message } of contradictionsIn(results))
    problems.push({ message, range: at(pointer) });
  return { results: problems.length > 0 ? null : results, problems };
}

/** The candidate that is the pattern, and the one that it is compared with. Valid results have one of each. */
export function candidateWith(results: Results, role: 'pattern' | 'baseline'): Candidate {
  const found = results.candidates.find(candidate => candidate.role === role);
  if (!found) throw new Error(`results without a ${role}`);
  return found;
}

/** A declared quantity by name. */
export function quantityOf(results: Results, name: string): Quantity {
  const found = results.quantities.find(quantity => quantity.name === name);
  if (!found) throw new Error(`results without the quantity ${name}`);
  return found;
}
