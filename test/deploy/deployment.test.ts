import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { readDockerfile } from './dockerfile.ts';

type Json = Record<string, unknown>;

const kubernetes = globSync('deploy/kubernetes/*.yaml').flatMap(file =>
  parseAllDocuments(readFileSync(file, 'utf8')).map(document => document.toJS() as Json),
);
const deployments = kubernetes.filter(({ kind }) => kind === 'Deployment');
const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
  services: Record<string, { image: string; environment: Json }>;
};
const unit = readFileSync('deploy/systemd/pattern-librarian.service', 'utf8');
const documented = new Set(
  [...readFileSync('.env.example', 'utf8').matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name),
);

/** Every value under a key, however deep. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

test('all that they set is a setting', () => {
  const env = (valuesOf('env', deployments) as { name: string }[][]).flat().map(({ name }) => name);
  const image = readDockerfile('Dockerfile').flatMap(({ word, rest }) =>
    word === 'ENV' ? rest.split(' ').map(pair => pair.split('=')[0]) : [],
  );
  const ofUnit = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name);
  const names = [...env, ...image, ...ofUnit, ...Object.keys(compose.services.app?.environment ?? {})];
  expect(names).toEqual(expect.arrayContaining(['ROLE', 'HOST', 'NODE_ENV', 'DATABASE_URL']));
  expect(names.filter(name => !documented.has(name))).toEqual([]);
});

test('they name the version that the package has', () => {
  const { version } = packageJson;
  expect(compose.services.app?.image).toBe(`pattern-librarian:${version}`);
  expect(valuesOf('newTag', kubernetes)).toEqual([version]);
});

test('both roles run, unprivileged, on a file system that they cannot write', () => {
  const roles = (valuesOf('env', deployments) as { name: string; value: string }[][]).flat();
  expect(roles.filter(({ name }) => name === 'ROLE').map(({ value }) => value)).toEqual(['web', 'worker']);
  for (const deployment of deployments) {
    expect(valuesOf('securityContext', deployment)).toEqual([
      expect.objectContaining({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
      { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    ]);
    expect(valuesOf('limits', deployment)).toEqual([{ memory: expect.stringMatching(/^\d+[MG]i$/) }]);
  }
});

test('selectors find the pods that they are for', () => {
  const pods = deployments.map(({ spec }) => valuesOf('labels', spec)[0] as Json);
  const selectors = [
    ...valuesOf('matchLabels', kubernetes),
    ...kubernetes.filter(({ kind }) => kind === 'Service').map(({ spec }) => (spec as Json).selector),
  ] as Json[];
  expect(selectors.length).toBeGreaterThan(5);
  for (const selector of selectors)
    expect(pods.some(pod => Object.entries(selector).every(([name, value]) => pod[name] === value))).toBe(
      true,
    );
});

test('what GitHub runs of others is named by commit, has few rights, and its checkout keeps no token', () => {
  const workflows = globSync('.github/workflows/*.yml').map(file => readFileSync(file, 'utf8'));
  expect(workflows.length).toBeGreaterThan(1);
  for (const text of workflows) {
    expect([...text.matchAll(/uses: .*/g)].map(([line]) => line)).toSatisfy((lines: string[]) =>
      lines.every(line => /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
    );
    const workflow = parse(text) as Json;
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(workflow.on as Json)).not.toContain('pull_request_target');
    const checkouts = (valuesOf('steps', workflow) as { uses?: string; with?: Json }[][])
      .flat()
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map(step => step.with?.['persist-credentials'])).not.toContain(undefined);
    expect(text).not.toMatch(/\{\{\s*secrets\./);
  }
});

test('CI runs the commands that README tells people to run', () => {
  const readme = readFileSync('README.md', 'utf8');
  const ci = parse(readFileSync('.github/workflows/ci.yml', 'utf8')) as Json;
  const [commands] = valuesOf('command', ci) as string[][];
  expect(commands).toEqual(['npm test', 'npm run test:long']);
  for (const command of commands as string[]) expect(readme).toContain(command);
});
