import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

type Schema = { [key: string]: unknown };
type Content = { content?: { 'application/json'?: { schema?: Schema } } };
type Parameter = { name: string; in: string; required?: boolean; schema: Schema };
type Described = {
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content & { $ref?: string }>;
};
type Description = {
  paths: Record<string, Record<string, Described>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Content>;
  };
};

/** One operation of GitHub's OpenAPI description, such as `get /repos/{owner}/{repo}`. */
export type OperationName = { method: string; path: string };

/** The file holds what the local GitHub uses; what GitHub does not have at all, the script refuses. */
const missing = 'is not in description.json: run `node scripts/cut-description.ts`.';

const REFERENCE = '#/components/schemas/';
const PREFIX = 'github:';
const FORMATS = { uri: (text: string) => URL.canParse(text), 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/ };

const ajv = new Ajv({ strict: false, allErrors: true, logger: false, formats: FORMATS });
const validators = new Map<string, ValidateFunction>();
let loaded: Description | undefined;

function description(): Description {
  loaded ??= JSON.parse(readFileSync(new URL('description.json', import.meta.url), 'utf8')) as Description;
  return loaded;
}

function describe({ method, path }: OperationName): Described {
  const found = description().paths[path]?.[method];
  if (!found) throw new Error(`The operation ${method} ${path} ${missing}`);
  return found;
}

/** What is wrong with a request's body and query, in words; empty when GitHub would take it. */
export function requestProblems(
  operation: OperationName,
  body: unknown,
  query: Record<string, string>,
): string[] {
  const { requestBody, parameters = [] } = describe(operation);
  const problems = parameters.flatMap(parameter => queryProblems(resolveParameter(parameter), query));
  const schema = requestBody?.content?.['application/json']?.schema;
  if (!schema || (body === undefined && !requestBody.required)) return problems;
  return [...problems, ...problemsOf(`${operation.method} ${operation.path} body`, schema, body)];
}

function resolveParameter(parameter: Parameter | { $ref: string }): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = description().components.parameters[parameter.$ref.split('/').at(-1) ?? ''];
  if (!found) throw new Error(`The parameter ${parameter.$ref} ${missing}`);
  return found;
}

function queryProblems(parameter: Parameter, query: Record<string, string>): string[] {
  const text = parameter.in === 'query' ? query[parameter.name] : undefined;
  if (text === undefined)
    return parameter.in === 'query' && parameter.required ? [`${parameter.name} is missing`] : [];
  const value = parameter.schema.type === 'integer' ? Number(text) : text;
  return problemsOf(`query ${JSON.stringify(parameter)}`, parameter.schema, value).map(
    problem => `query ${parameter.name}: ${problem}`,
  );
}

/** What is wrong with an answer; empty when GitHub describes it so. */
export function answerProblems(operation: OperationName, status: number, body: unknown): string[] {
  const response = describe(operation).responses[status];
  const name = `${operation.method} ${operation.path} ${status}`;
  // Errors that can happen to every operation (401, 404, 5xx) are not listed with each.
  if (!response) return status < 400 ? [`${name} is not described`] : schemaProblems('basic-error', body);
  const described = response.$ref
    ? description().components.responses[response.$ref.split('/').at(-1) ?? '']
    : response;
  const schema = described?.content?.['application/json']?.schema;
  return schema ? problemsOf(name, schema, body) : [];
}

/** Whether an operation's 422 lists its reasons as plain sentences; most list objects. */
export function listsPlainReasons(operation: OperationName): boolean {
  return describe(operation).responses[422]?.$ref?.endsWith('/validation_failed_simple') ?? false;
}

/** What is wrong with a value by one of the description's named schemas. */
export function schemaProblems(schema: string, value: unknown): string[] {
  return problemsOf(schema, { $ref: REFERENCE + schema }, value);
}

function problemsOf(name: string, schema: Schema, value: unknown): string[] {
  let validate = validators.get(name);
  if (!validate) {
    validate = ajv.compile(toJsonSchema(schema) as Schema);
    validators.set(name, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

/** OpenAPI 3.0 says `nullable` where JSON Schema says "or null", and keeps named schemas elsewhere. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, example: _example, ...rest } = node as Schema;
  const entries = Object.entries(rest).map(([key, value]) => [key, convertKey(key, value)]);
  const converted: Schema = corrected(Object.fromEntries(entries));
  return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted;
}

/** The description has accounts that are a user and an enterprise at once; each is one of them. */
function corrected(schema: Schema): Schema {
  const { allOf, ...rest } = schema;
  const titles = Array.isArray(allOf) ? allOf.map(({ title }: Schema) => title) : [];
  return titles.join() === 'Simple User,Enterprise' ? { ...rest, anyOf: allOf } : schema;
}

function convertKey(key: string, value: unknown): unknown {
  if (key === 'enum' || key === 'default') return value;
  if (key !== '$ref' || typeof value !== 'string') return toJsonSchema(value);
  const name = value.slice(REFERENCE.length);
  register(name);
  return PREFIX + name;
}

const registered = new Set<string>();

function register(name: string): void {
  if (registered.has(name)) return;
  registered.add(name);
  const schema = description().components.schemas[name];
  if (!schema) throw new Error(`The schema ${name} ${missing}`);
  ajv.addSchema(toJsonSchema(schema) as Schema, PREFIX + name);
}
