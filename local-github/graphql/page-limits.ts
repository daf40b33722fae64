import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { problem } from './problem.ts';

const MOST_RECORDS = 100;
const MOST_NODES = 500_000;

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  errors: GraphQLError[];
  nodes: number;
  /** Lists that have to be fetched: one for each thing that a connection hangs on. */
  lists: number;
};

/** `points`: what the document takes of the hour's. */
export type PageLimits = { errors: GraphQLError[]; points: number };

const known = new WeakMap<OperationDefinitionNode, Map<string, PageLimits>>();
const maxKnownSizes = 100;

/** The same for the same document and sizes of pages, which the App asks for again and again. */
export function pageLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): PageLimits {
  const bySizes = known.get(operation) ?? new Map<string, PageLimits>();
  known.set(operation, bySizes);
  const sizes = JSON.stringify(Object.entries(variables).filter(([, value]) => typeof value === 'number'));
  const limits = bySizes.get(sizes) ?? computed(schema, document, operation, variables);
  if (bySizes.size < maxKnownSizes && limits.errors.length === 0) bySizes.set(sizes, limits);
  return limits;
}

/**
 * What GitHub refuses before it carries anything out: a connection without `first` or `last`, one with more than a
 * hundred records, and a document that could ask for too many nodes in all (nested connections multiply). And what the
 * document costs: a point for each hundred lists, at least one.
 */
function computed(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): PageLimits {
  const fragments = new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const walk: Walk = { schema, fragments, variables, errors: [], nodes: 0, lists: 0 };
  const root = schema.getRootType(operation.operation);
  if (root) walkSelections(walk, operation.selectionSet, root, 1);
  if (walk.nodes > MOST_NODES) {
    const message = `This query requests up to ${walk.nodes.toLocaleString('en')} possible nodes which exceeds the maximum limit of ${MOST_NODES.toLocaleString('en')}.`;
    walk.errors.push(problem('MAX_NODE_LIMIT_EXCEEDED', message));
  }
  return { errors: walk.errors, points: Math.max(1, Math.round(walk.lists / 100)) };
}

function walkSelections(
  walk: Walk,
  selections: SelectionSetNode,
  type: GraphQLCompositeType,
  times: number,
): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      walkField(walk, selection, type, times);
      continue;
    }
    const part =
      selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    const name = part?.typeCondition?.name.value;
    const narrowed = name === undefined ? type : walk.schema.getType(name);
    if (part && isCompositeType(narrowed)) walkSelections(walk, part.selectionSet, narrowed, times);
  }
}

function walkField(walk: Walk, field: FieldNode, type: GraphQLCompositeType, times: number): void {
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  const definition = type.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return;
  const fieldType = getNamedType(definition.type);
  if (!isCompositeType(fieldType)) return;
  let inner = times;
  if (fieldType.name.endsWith('Connection') && definition.args.some(({ name }) => name === 'first')) {
    const { first, last } = getArgumentValues(definition, field, walk.variables);
    inner = times * pageSize(walk, field, { first, last });
    walk.nodes += inner;
    walk.lists += times;
  }
  walkSelections(walk, field.selectionSet, fieldType, inner);
}

function pageSize(walk: Walk, field: FieldNode, bounds: Record<'first' | 'last', unknown>): number {
  const name = field.name.value;
  const given = Object.entries(bounds).filter(([, size]) => typeof size === 'number');
  const [bound] = given;
  if (!bound || given.length > 1) {
    const message = bound
      ? `Passing both \`first\` and \`last\` values to paginate the \`${name}\` connection is not supported.`
      : `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    walk.errors.push(problem('MISSING_PAGINATION_BOUNDARIES', message, [field]));
    return 0;
  }
  const [key, size] = bound;
  const records = Number(size);
  if (records >= 1 && records <= MOST_RECORDS) return records;
  const message =
    records < 1
      ? `\`${key}\` on the \`${name}\` connection cannot be less than 1, but is ${records}.`
      : `Requesting ${records} records on the \`${name}\` connection exceeds the \`${key}\` limit of ${MOST_RECORDS} records.`;
  walk.errors.push(problem('EXCESSIVE_PAGINATION', message, [field]));
  return 0;
}
