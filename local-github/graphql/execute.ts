import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql';
import { hourOf } from '../limits/primary-limit.ts';
import type { Viewer, World } from '../world.ts';
import type { Context, Fields } from './context.ts';
import { pageLimits } from './page-limits.ts';
import { formatError, notImplemented, problem } from './problem.ts';
import { fields } from './resolve/fields.ts';
import { githubSchema } from './schema.ts';

export type GraphqlRequest = {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
};

/** Without `data` the document was refused as a whole and nothing was carried out. */
export type GraphqlAnswer = {
  data?: Record<string, unknown> | null;
  errors?: ReturnType<typeof formatError>[];
};

/**
 * Carries out a document as GitHub would: checks all of it first; mutations then run in order, each on its own. Those whose alias is
 * named by `refuses` fail as by chance, and are not carried out.
 */
export async function executeDocument(
  world: World,
  viewer: Viewer,
  request: GraphqlRequest,
  refuses: (alias: string) => boolean = () => false,
): Promise<GraphqlAnswer> {
  const schema = githubSchema();
  const document = checked(schema, request.query);
  if (!('kind' in document)) return refused(document);
  const operation = getOperationAST(document, request.operationName);
  if (!operation) {
    return refused([problem('NOT_FOUND', `No operation named "${request.operationName ?? ''}"`)]);
  }
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables);
  if (variables.errors) return refused(variables.errors);
  const limits = pageLimits(schema, document, operation, variables.coerced);
  if (limits.errors.length > 0) return refused(limits.errors);
  hourOf(world, viewer, 'graphql').used += limits.points;

  const context: Context = { world, viewer, refuses };
  const { data, errors } = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver,
    typeResolver: source => typeNameOf(source),
  });
  return { data: data ?? null, ...(errors && { errors: errors.map(formatError) }) };
}

const known = new Map<string, DocumentNode>();
const maxKnown = 500;

/** Shapes of documents that are valid, whatever they ask for by name: of each look, only that is another. */
const valid = new Set<string>();
const expressions = /(?<=\(expression: )"[^"\\]*"(?=\))/g;

/** The document that a text stands for, or what is wrong with it. The App asks in the same words again and again. */
function checked(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  const before = known.get(query);
  if (before) return before;
  try {
    const document = parse(query);
    const shape = query.replace(expressions, '');
    const problems = valid.has(shape) ? [] : validate(schema, document);
    if (problems.length > 0) return problems;
    if (valid.size < maxKnown) valid.add(shape);
    known.set(query, document);
    for (const oldest of known.keys()) if (known.size > maxKnown) known.delete(oldest);
    return document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function refused(errors: readonly GraphQLError[]): GraphqlAnswer {
  return { errors: errors.map(formatError) };
}

/**
 * A type with fields of its own answers only with those; a plain value (a page of a list, what a mutation gives)
 * with what it holds. Anything else is in GitHub's schema but not here, and says so.
 */
const fieldResolver: GraphQLFieldResolver<object, Context> = (source, args, context, info) => {
  const { parentType, fieldName, path } = info;
  if (parentType.name === 'Mutation' && context.refuses(String(path.key)))
    throw new GraphQLError('Something went wrong while executing your query.');
  const own: Fields<never> | undefined = fields[parentType.name];
  if (parentType.name === 'Mutation') refuseMutation(context.world, fieldName, args);
  const resolver = own && Object.hasOwn(own, fieldName) ? own[fieldName] : undefined;
  if (resolver) return resolver(source as never, args as never, context);
  if (!own && Object.hasOwn(source, fieldName)) return (source as Record<string, unknown>)[fieldName];
  throw notImplemented(`${parentType.name}.${fieldName}`);
};

/** Acts out a refusal that a test has asked for. */
function refuseMutation({ faults }: World, field: string, { input }: Record<string, unknown>): void {
  const given = Object(input) as Record<string, unknown>;
  const fault = faults.mutations.find(
    one => one.times > 0 && one.field === field && (one.match?.(given) ?? true),
  );
  if (!fault) return;
  fault.times -= 1;
  throw new GraphQLError(fault.message, { extensions: { type: fault.type } });
}

function typeNameOf(source: unknown): string | undefined {
  const has = typeof source === 'object' && source !== null && '__typename' in source;
  return has && typeof source.__typename === 'string' ? source.__typename : undefined;
}
