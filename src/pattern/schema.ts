import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { below } from './pointer.ts';
import { type Described, wordingOf } from './schema-wording.ts';

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

/**
 * Compiles a JSON Schema 2020-12 into a function that lists what is wrong with a value; none: the value fits. `whole` is
 * what messages call the value itself. `$data` stays off (CVE-2025-69873), and schemas come from this release only, never
 * from a pull request.
 */
export function schemaCheck(schema: JsonSchema, whole: string): (value: unknown) => SchemaProblem[] {
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    verbose: true,
    strictTypes: false,
    strictRequired: false,
  });
  const validate = ajv.compile(schema);
  return value => {
    if (validate(value)) return [];
    const problems = new Map<string, SchemaProblem>();
    for (const error of telling(validate.errors ?? [])) {
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
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(error => error.keyword === 'anyOf');
  const isWithin = (error: ErrorObject, choice: ErrorObject): boolean =>
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    error.instancePath.startsWith(choice.instancePath);
  const isOtherKind = (error: ErrorObject): boolean =>
    error.keyword === 'type' &&
    choices.some(choice => isWithin(error, choice) && error.instancePath === choice.instancePath);
  const told = errors.filter(
    error => error.keyword !== 'if' && error.propertyName === undefined && !isOtherKind(error),
  );
  return told.filter(
    error => error.keyword !== 'anyOf' || !told.some(other => other !== error && isWithin(other, error)),
  );
}

function problemOf(error: ErrorObject, schema: Described, whole: string): SchemaProblem {
  const { keyword, params, instancePath } = error;
  const told = { message: wordingOf(error, schema, whole), keyword, params };
  if (keyword === 'additionalProperties')
    return { pointer: below(instancePath, params.additionalProperty), part: 'key', ...told };
  if (keyword === 'propertyNames')
    return { pointer: below(instancePath, params.propertyName), part: 'key', ...told };
  if (keyword === 'uniqueItems')
    return { pointer: below(instancePath, Math.max(params.i, params.j)), part: 'value', ...told };
  return { pointer: instancePath, part: keyword === 'required' ? 'key' : 'value', ...told };
}
