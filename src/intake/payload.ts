import type { RepositoryRef } from '../jobs/job.ts';

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the fields of a JSON object; of anything else, none. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** Returns the elements of a JSON array; of anything else, none. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Reads a GitHub id or number: a positive whole number that survives JSON. */
export function positiveInteger(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** Reads a commit id: 40 hexadecimal digits, 64 in SHA-256 repositories. */
export function commitOid(value: unknown): string | null {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : null;
}

/** Reads a repository's ids, or null when the value is no repository. An odd name is left out, not refused. */
export function repositoryRef(value: unknown): RepositoryRef | null {
  const { id, node_id, full_name } = fields(value);
  const repositoryId = positiveInteger(id);
  if (repositoryId === null || typeof node_id !== 'string' || !/^[\w+/=-]{1,255}$/.test(node_id)) return null;
  const hasName = typeof full_name === 'string' && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(full_name);
  return { id: repositoryId, nodeId: node_id, name: hasName ? full_name : `repository ${repositoryId}` };
}
