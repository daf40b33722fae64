import { type Layer, layers, writers } from './layers.ts';

/** Packages that only src/jobs may know. */
const queue = ['pg-boss', '@electric-sql/**'];

/** What reaches the world outside the program. */
const world = ['node:*', 'node:*/**', 'probot', 'probot/**', ...queue, '@octokit/**'];

const worldGlobals = [
  'process',
  'console',
  'fetch',
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'Buffer',
  'crypto',
];

type Restriction = { group: readonly string[]; message: string };

/** The linter's configuration for the layers; biome.json extends it. */
export function layerRules(): string {
  const overrides = layers.map(layer => ({
    includes: [`src/${layer.folder}/**`],
    linter: {
      rules: layer.isPure
        ? {
            style: { ...importRule(layer), ...globalsRule(layer) },
            correctness: { noNodejsModules: 'error' },
          }
        : { style: importRule(layer) },
    },
  }));
  return `${JSON.stringify({ overrides }, null, 2)}\n`;
}

function importRule(layer: Layer): object {
  const patterns = [forbiddenFolders(layer), ...forbiddenPackages(layer), ...forbiddenFiles(layer)];
  return { noRestrictedImports: { level: 'error', options: { patterns } } };
}

function forbiddenFolders({ folder, only, except = [], because }: Layer): Restriction {
  const folders = layers.map(layer => layer.folder);
  const above = folders.slice(0, folders.indexOf(folder));
  const allowed = (only ?? above).filter(name => !except.includes(name));
  const forbidden = folders.filter(name => name !== folder && !allowed.includes(name));
  return {
    group: forbidden.map(name => `**/${name}/**`),
    message: because,
  };
}

function forbiddenPackages({ folder, isPure }: Layer): Restriction[] {
  if (isPure) return [{ group: world, message: `src/${folder} is pure: what it needs is passed in.` }];
  return folder === 'jobs' ? [] : [{ group: queue, message: 'Only src/jobs knows the queue.' }];
}

function forbiddenFiles({ folder }: Layer): Restriction[] {
  if (folder !== 'planning') return [];
  const group = writers.map(name => `**/github/${name}`);
  return [{ group, message: 'src/planning writes nothing to GitHub: the dry run depends on it.' }];
}

function globalsRule({ folder }: Layer): object {
  const message = `src/${folder} is pure: no clock, no environment, no network, no console.`;
  const deniedGlobals = Object.fromEntries(worldGlobals.map(name => [name, message]));
  return { noRestrictedGlobals: { level: 'error', options: { deniedGlobals } } };
}
