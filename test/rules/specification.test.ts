import { describe, expect, test } from 'vitest';
import { accepted } from '../../src/rules/examples/example-accepted.ts';
import { taxonomyText } from '../content/library-files.ts';
import { checkFiles } from '../inspection/check-files.ts';

/** The three examples of the specification, as they are written there: JSON and YAML are both YAML. */
const examples: [name: string, path: string, fingerprint: string, frontMatter: string][] = [
  [
    'Feature Store Architecture',
    'patterns/ml/feature-engineering/centralized-feature-store/README.md',
    'ML-FEAT-001',
    `  "name": "Centralized Feature Store",
  "category": "ml/feature-engineering",
  "properties": {
    "consistency": "strong",
    "latency": "low",
    "scalability": "horizontal"
  },
  "components": {
    "offline_store": "data_warehouse",
    "online_store": "key_value_db",
    "feature_registry": "metadata_store",
    "serving_api": "rest/grpc"
  }
}`,
  ],
  [
    'Model Monitoring Pipeline',
    'patterns/ml/monitoring/production-model-monitor/README.md',
    'ML-MON-001',
    `name: "Production Model Monitor"
category: "ml/monitoring"
metrics:
  - prediction_drift
  - feature_drift
  - performance_degradation
  - latency_tracking
alerts:
  threshold_based: true
  anomaly_detection: true
  comparative_analysis: true`,
  ],
  [
    'Experiment Tracking',
    'patterns/ml/development/reproducible-experiment-tracking/README.md',
    'ML-EXP-001',
    `  "name": "Reproducible Experiment Tracking",
  "category": "ml/development",
  "tracks": {
    "code": "git_hash",
    "data": "data_version",
    "config": "hyperparameters",
    "environment": "dependencies",
    "metrics": "performance",
    "artifacts": "models_outputs"
  }
}`,
  ],
];

describe.each(examples)('%s', (_, path, fingerprint, text) => {
  const isJson = text.endsWith('}');
  const withFingerprint = isJson
    ? `{\n  "fingerprint": "${fingerprint}",\n${text}`
    : `fingerprint: ${fingerprint}\n${text}`;
  const reportOn = (frontMatter: string) =>
    checkFiles({ files: { [path]: `---\n${frontMatter}\n---\n\n# A draft\n` } }, taxonomyText);

  test('is a valid draft exactly as written, with its fingerprint', () => {
    const { diagnostics, faults } = reportOn(withFingerprint);
    expect(faults).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('and is judged: without the fingerprint, or with another category, it is not', () => {
    const rules = (frontMatter: string) =>
      new Set(
        reportOn(frontMatter)
          .diagnostics.filter(({ severity }) => severity === 'error')
          .map(({ ruleId }) => ruleId),
      );
    expect(rules(isJson ? `{\n${text}` : text)).toEqual(new Set(['schema']));
    expect(rules(withFingerprint.replace('"ml/', '"ml/un'))).toEqual(new Set(['category']));
  });
});

test('an accepted pattern that fulfils everything passes with no finding at all', () => {
  const report = checkFiles({ files: accepted().files, base: {}, claims: [] });
  expect(report).toEqual({ diagnostics: [], notChecked: [], faults: [] });
});
