import { expect, test } from 'vitest';
import { keyValue, parsePattern, textOf as valueText } from '../../src/pattern/pattern.ts';
import { relationsOf } from '../../src/pattern/relations.ts';
import { checkFiles } from '../inspection/check-files.ts';
import { libraryFiles, libraryTaxonomy, patternPaths, taxonomyText, textOf } from './library-files.ts';

const paths = patternPaths();
const files = libraryFiles();
const featureStore = 'patterns/ml/feature-engineering/centralized-feature-store/README.md';
const monitor = 'patterns/ml/monitoring/production-model-monitor/README.md';
const tracking = 'patterns/ml/development/reproducible-experiment-tracking/README.md';
const examples = [featureStore, monitor, tracking];

function patternAt(path: string) {
  const pattern = parsePattern(path, textOf(path));
  if (pattern === null) throw new Error(`${path} is no pattern's place`);
  return pattern;
}

test('every pattern of the library is accepted and passes the rules without a warning', () => {
  const { diagnostics, faults } = checkFiles({ files }, taxonomyText);
  expect(faults).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([]);
  expect(paths.length).toBeGreaterThanOrEqual(14);
  expect(paths.filter(path => keyValue(patternAt(path), 'status') !== 'accepted')).toEqual([]);
});

test('what is checked is what is there', () => {
  expect(paths).toEqual(expect.arrayContaining(examples));
  const broken = { ...files, [monitor]: textOf(monitor).replace('ML-MON-001', 'ML-FEAT-001') };
  expect(checkFiles({ files: broken }, taxonomyText).diagnostics.map(found => found.ruleId)).toContain(
    'fingerprint-unique',
  );
});

test.each([
  [
    featureStore,
    {
      fingerprint: 'ML-FEAT-001',
      name: 'Centralized Feature Store',
      category: 'ml/feature-engineering',
      properties: { consistency: 'strong', latency: 'low', scalability: 'horizontal' },
      components: {
        offline_store: 'data_warehouse',
        online_store: 'key_value_db',
        feature_registry: 'metadata_store',
        serving_api: 'rest/grpc',
      },
    },
  ],
  [
    monitor,
    {
      fingerprint: 'ML-MON-001',
      name: 'Production Model Monitor',
      category: 'ml/monitoring',
      metrics: ['prediction_drift', 'feature_drift', 'performance_degradation', 'latency_tracking'],
      alerts: { threshold_based: true, anomaly_detection: true, comparative_analysis: true },
    },
  ],
  [
    tracking,
    {
      fingerprint: 'ML-EXP-001',
      name: 'Reproducible Experiment Tracking',
      category: 'ml/development',
      tracks: {
        code: 'git_hash',
        data: 'data_version',
        config: 'hyperparameters',
        environment: 'dependencies',
        metrics: 'performance',
        artifacts: 'models_outputs',
      },
    },
  ],
])('%s has the keys and values of the specification', (path, expected) => {
  const pattern = patternAt(path);
  for (const [key, value] of Object.entries(expected))
    expect(JSON.parse(JSON.stringify({ [key]: keyValue(pattern, key) }))).toEqual({ [key]: value });
});

test.each(examples)('%s mentions in its text what the specification lists under its topic', path => {
  const pattern = patternAt(path);
  const topic = libraryTaxonomy().topics.find(
    topic => topic.fingerprint === valueText(pattern, 'fingerprint'),
  );
  const text = pattern.text.slice(pattern.text.indexOf('\n---\n'));
  for (const words of topic?.must_mention ?? []) expect(text).toContain(words);
});

test.each(examples)('%s is related to another pattern', path => {
  expect(relationsOf(patternAt(path)).map(({ kind }) => kind)).toContain('composes');
});
