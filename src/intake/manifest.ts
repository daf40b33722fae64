import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fields, list } from './payload.ts';

/** What the App needs of GitHub: permission → `read` or `write`, and the events it subscribes to. */
export type Manifest = { permissions: Record<string, string>; events: string[] };

/** Where the package begins: two folders above this file, and one above the bundle that it is a part of where it is packed. */
const manifestFile = new URL(
  import.meta.filename.endsWith('.mjs') ? '../app.yml' : '../../app.yml',
  import.meta.url,
);

/** Reads app.yml as it is, in the form that GitHub's manifest flow takes. */
export function readAppFile(): Record<string, unknown> {
  return fields(parse(readFileSync(manifestFile, 'utf8')));
}

/** Reads what app.yml asks for: the file that creates the App is also what it is compared with. */
export function readManifest(): Manifest {
  const { default_permissions, default_events } = readAppFile();
  return grantedTo({ permissions: default_permissions, events: default_events });
}

/** Returns what GitHub granted, from its answer for an App or an installation. */
export function grantedTo(answer: unknown): Manifest {
  const { permissions, events } = fields(answer);
  return {
    permissions: grants(permissions),
    events: list(events).filter(event => typeof event === 'string'),
  };
}

/** Returns one sentence for each permission and event that the manifest needs and GitHub has not granted. */
export function missingGrants(needed: Manifest, granted: Manifest): string[] {
  const permissions = Object.entries(needed.permissions)
    .filter(([name, access]) => rank(granted.permissions[name]) < rank(access))
    .map(([name, access]) => {
      const has = granted.permissions[name] ?? 'no';
      return `The permission ${name} is missing: app.yml needs ${access} access, GitHub granted ${has} access.`;
    });
  const events = needed.events
    .filter(event => !granted.events.includes(event) && !comesWithChecks(event, granted))
    .map(event => `The event ${event} is missing: the App is not subscribed to it.`);
  return [...permissions, ...events];
}

/** Tells what comes by itself: GitHub subscribes an App that may write checks to these two by itself, and then need not list them. */
function comesWithChecks(event: string, { permissions }: Manifest): boolean {
  return (event === 'check_run' || event === 'check_suite') && permissions.checks === 'write';
}

function rank(access: string | undefined): number {
  return ['read', 'write', 'admin'].indexOf(access ?? 'none');
}

function grants(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
