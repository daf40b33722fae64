import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** The kinds of failure that GitHub writes into an error's `type`. */
export type ProblemType =
  | 'BRANCH_PROTECTION_RULE_VIOLATION'
  | 'EXCESSIVE_PAGINATION'
  | 'FORBIDDEN'
  | 'INVALID_CURSOR_ARGUMENTS'
  | 'MAX_NODE_LIMIT_EXCEEDED'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'NOT_FOUND'
  | 'STALE_DATA'
  | 'UNPROCESSABLE';

/** A failure as GitHub answers it; thrown by resolvers, which is how GraphQL gives it a path. */
export function problem(type: ProblemType, message: string, nodes?: GraphQLError['nodes']): GraphQLError {
  return new GraphQLError(message, { extensions: { type }, nodes: nodes ?? null });
}

/** Something that GitHub can and the local GitHub cannot: never answered with a made-up value. */
export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`The local GitHub does not implement ${what}`);
}

/** An error in the form GitHub sends: `type` beside the message instead of in `extensions`. */
export function formatError(error: GraphQLError): GraphQLFormattedError & { type?: string } {
  const { message, locations, path, extensions } = error;
  return {
    ...(typeof extensions.type === 'string' && { type: extensions.type }),
    ...(path && { path }),
    ...(locations && { locations }),
    message,
  };
}
