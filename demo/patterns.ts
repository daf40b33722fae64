/** What Ada and Grace write, and where it goes. */

export const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
export const batching = `---
fingerprint: ML-OPT-010
name: Dynamic Batching
category: ml/optimization
summary: Wait a few milliseconds and answer the requests that have come in with one run of the model.
symptom: The accelerator is mostly idle, and yet requests queue.
frameworks: [pytorch]
---

# Dynamic Batching

## Intent

Collect requests that arrive within a few milliseconds of each other and run the model once for all of them.
`;

export const cachingPath = 'patterns/ml/optimization/prediction-caching/README.md';
export const caching = `---
fingerprint: ML-OPT-011
name: Prediction Caching
category: ml/optimization
summary: Serve repeated requests from memory instead of running the model again.
symptom: The same inputs are scored again and again, and the model is the expensive part.
frameworks: [scikit-learn]
---

# Prediction Caching

## Intent

Keep the answers of a model, and give them again when the same input comes again.

## When to use it

**Use it when**

- A few inputs make up much of the traffic.
- All inputs of a prediction are in the request, or have a version that can be part of the key, as in the
  [feature store](../../feature-engineering/centralized-feature-store/README.md).

**Do not use it when**

- The answer depends on the time, or on who asks.
- A look-up would take as long as the model.
`;

/** A slip as people make them: on this line of the finished text, this was written for that. */
type Slip = { wrong: string; right: string };

const slips: Slip[] = [
  { right: 'category: ml/optimization', wrong: 'category: ml/optimisation' },
  { right: '[scikit-learn]', wrong: '[sklearn]' },
  { right: 'feature-engineering/centralized-feature-store', wrong: 'feature-engineering/feature-store' },
];

/** The same text with slips, and with a number that is still free: Dynamic Batching will have it. */
export const cachingWithSlips = slips.reduce(
  (text, { right, wrong }) => text.replace(right, wrong),
  caching.replace('ML-OPT-011', 'ML-OPT-010'),
);

export type WrittenSlip = { line: number; text: string };

/** Where the slips are in the text. */
export const writtenSlips: WrittenSlip[] = cachingWithSlips
  .split('\n')
  .flatMap((text, index) =>
    slips.some(({ wrong }) => text.includes(wrong)) ? [{ line: index + 1, text: text.trim() }] : [],
  );
