import { below } from './pointer.ts';
import type { SchemaError } from './schema-error.ts';
import { wordingOf } from './schema-wording.ts';

/** What a schema has against a value, in words for people, with the JSON pointer of the place. */
export type SchemaProblem = {
  pointer: string;
  part: 'key' | 'value';
  message: string;
  /** The schema's word that is not satisfied (`enum`), and what ajv says of it. */
  keyword: string;
  params: Readonly<Record<string, unknown>>;
};

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A JSON Schema as `npm run generate` compiles it: whether a value fits, and what does not in `errors`. */
export type Validator = { (value: unknown): boolean; errors?: SchemaError[] | null };

/**
 * Makes of a schema and its validator a function that lists what is wrong with a value; none: the value fits. `whole` is
 * what messages call the value itself.
 */
export function schemaCheck(
  schema: JsonSchema,
  fits: Validator,
  whole: string,
): (value: unknown) => SchemaProblem[] {
  return value => {
    if (fits(value)) return [];
    const problems = new Map<string, SchemaProblem>();
    for (const error of telling(fits.errors ?? [])) {
      const problem = problemOf(error, schema, whole);
      problems.set(`${problem.pointer} ${problem.message}`, problem);
    }
    return [...problems.values()];
  };
}

/**
 * The errors that tell something. An `if` repeats what follows from it, and `propertyNames` what is wrong with a name.
 * Of a choice (`anyOf`) that fails, either what fails inside the kind that was chosen is told, or that no kind fits.
 */
function telling(errors: readonly SchemaError[]): SchemaError[] {
  const choices = errors.filter(error => error.keyword === 'anyOf');
  const isWithin = (error: SchemaError, choice: SchemaError): boolean =>
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    error.instancePath.startsWith(choice.instancePath);
  const isOtherKind = (error: SchemaError): boolean =>
    error.keyword === 'type' &&
    choices.some(choice => isWithin(error, choice) && error.instancePath === choice.instancePath);
  const told = errors.filter(
    error => error.keyword !== 'if' && error.propertyName === undefined && !isOtherKind(error),
  );
  return told.filter(
    error => error.keyword !== 'anyOf' || !told.some(other => other !== error && isWithin(other, error)),
  );
}

function problemOf(error: SchemaError, schema: JsonSchema, whole: string): SchemaProblem {
  const { keyword, params, instancePath } = error;
  const told = { message: wordingOf(error, schema, whole), keyword, params };
  if (keyword === 'additionalProperties')
    return { pointer: below(instancePath, String(params.additionalProperty)), part: 'key', ...told };
  if (keyword === 'propertyNames')
    return { pointer: below(instancePath, String(params.propertyName)), part: 'key', ...told };
  if (keyword === 'uniqueItems')
    return {
      pointer: below(instancePath, Math.max(Number(params.i), Number(params.j))),
      part: 'value',
      ...told,
    };
  return { pointer: instancePath, part: keyword === 'required' ? 'key' : 'value', ...told };
}
