import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

/** The workflow whose runs count as evidence; the App knows it by its path. */
const text = readFileSync('.github/workflows/reproduce.yml', 'utf8');
const workflow = parse(text);
const { reproduce: job } = workflow.jobs;

test('it runs on pull requests alone, with nothing to write and no secrets', () => {
  expect(Object.keys(workflow.on)).toEqual(['pull_request']);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect([job.permissions, job['continue-on-error']]).toEqual([undefined, undefined]);
  expect(text).not.toMatch(/\$\{\{[^}]*(?:secrets|token)/i);
  expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});

test('every action is pinned by the id of a commit, with its version', () => {
  const uses = text.split('\n').filter(line => /^\s*(?:- )?uses:/.test(line));
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('no step writes an expression into a script, and none may fail unseen', () => {
  for (const step of job.steps) {
    expect(step.run ?? '').not.toContain('${{');
    expect(step['continue-on-error']).toBeUndefined();
    if (step.uses?.startsWith('actions/checkout@'))
      expect(step.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
  }
  expect(job.steps.at(-1).run).toContain('reproduce --changed --check --base "origin/$BASE"');
});
