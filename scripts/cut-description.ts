/**
 * Writes `local-github/description.json`: what the local GitHub is held against, cut from GitHub's own OpenAPI description.
 * The whole comes in a package of 385 MB, so nobody installs it: this script fetches it for the moment and knows it by its
 * checksum. Run `node scripts/cut-description.ts` after a change of the edition, of an operation or of the events below.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pretty from 'json-stringify-pretty-compact';
import { OPERATIONS } from '../local-github/rest/all-operations.ts';

const edition = '23.0.2';
const sha256 = '829b4bebb19a53133289f7b0bc819f4f1118115821db2ca9f25e9ee995a7da2a';
const file = 'package/generated/api.github.com.json';

/** Deliveries by their schemas in the description, which have an action for a last word. */
const deliveries = [
  'check-run-{completed,created,rerequested}',
  'check-suite-{completed,rerequested}',
  'installation-{created,deleted,new-permissions-accepted,suspend,unsuspend}',
  'installation-repositories-{added,removed}',
  'issue-comment-{created,deleted,edited}',
  'label-{created,deleted}',
  'merge-group-checks-requested',
  'pull-request-{closed,converted-to-draft,edited,labeled,opened,ready-for-review,reopened,synchronize,unlabeled}',
  'pull-request-review-{dismissed,submitted}',
  'pull-request-review-comment-created',
  'push',
  'repository-{archived,renamed,unarchived}',
].flatMap(text => {
  const [, head = text, actions = ''] = /^(.*)\{(.*)\}$/.exec(text) ?? [];
  return actions.split(',').map(action => `webhook-${head}${action}`);
});

/** GitHub's general answer to an error, and a schema by which the tests show what "nullable" means. */
const otherSchemas = ['basic-error', 'nullable-simple-user'];

type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

function fetchDescription(): Tree {
  const directory = mkdtempSync(join(tmpdir(), 'description-'));
  try {
    execFileSync('npm', ['pack', '--silent', `@octokit/openapi@${edition}`], { cwd: directory });
    execFileSync('tar', ['xzf', `octokit-openapi-${edition}.tgz`, file], { cwd: directory });
    const bytes = readFileSync(join(directory, file));
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256) throw new Error(`The description is another one: its SHA-256 is ${found}.`);
    return JSON.parse(bytes.toString());
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function at(root: Tree, keys: readonly string[]): Tree {
  const found = keys.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), root);
  if (!isTree(found)) throw new Error(`GitHub's description has no ${keys.join(' ')}.`);
  return found;
}

/** Leaves out what only people read: texts, examples and GitHub's remarks. */
function withoutWords(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutWords);
  if (!isTree(node)) return node;
  const kept = Object.entries(node).filter(([key, value]) => {
    const isText = ['description', 'summary', 'operationId'].includes(key) && typeof value === 'string';
    const isExample = key === 'example' || (key === 'examples' && 'schema' in node);
    return (
      !isText &&
      !isExample &&
      !key.startsWith('x-') &&
      key !== 'externalDocs' &&
      !(key === 'tags' && Array.isArray(value))
    );
  });
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutWords(value)]));
}

/** Every reference in a tree, such as `#/components/schemas/label`. */
function referencesIn(node: unknown): string[] {
  if (!isTree(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : referencesIn(value),
  );
}

function cut(whole: Tree): Tree {
  const paths: Record<string, Tree> = {};
  for (const { method, path } of OPERATIONS)
    paths[path] = { ...paths[path], [method]: withoutWords(at(whole, ['paths', path, method])) };
  const components: Record<string, Tree> = { schemas: {}, parameters: {}, responses: {}, headers: {} };
  const wanted = [...deliveries, ...otherSchemas].map(name => `#/components/schemas/${name}`);
  const known = new Set<string>();
  for (const queue = [...wanted, ...referencesIn(paths)]; queue.length > 0; ) {
    const reference = queue.pop() ?? '';
    if (known.has(reference)) continue;
    known.add(reference);
    const [, , kind = '', name = ''] = reference.split('/');
    const component = withoutWords(at(whole, ['components', kind, name]));
    components[kind] = { ...components[kind], [name]: component };
    queue.push(...referencesIn(component));
  }
  const sorted = Object.entries(components).map(([kind, named]) => [
    kind,
    Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]);
  return { source: `@octokit/openapi@${edition}`, sha256, paths, components: Object.fromEntries(sorted) };
}

const text = pretty(cut(fetchDescription()), { maxLength: 200 });
writeFileSync('local-github/description.json', `${text}\n`);
