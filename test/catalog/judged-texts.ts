/** Texts whose agreements are known: they may never change, or the digests of them say nothing. */
export const judgedTexts = new Map([
  [
    'all-of-it',
    `---
fingerprint: ML-OPT-008
name: Prediction Caching
category: ml/optimization
status: accepted
personal_data: true
---

# Prediction Caching

## Intent

Serve repeated requests from memory.

## Evidence

With *40 %* of repeated requests, caching answers 1.9 times as many[^a].

### At scale

| Requests | Hits |
| - | - |
| 1,000 | 0.39 |

## Implementation

\`\`\`python
answers = {}
\`\`\`

## Trade-offs

- A larger memory: answers are kept for an hour.

## Ethics and fairness

What one person asked must not be answered to another — the key holds the account. 🔑

[^a]: Authors, *Title*, venue, 2020, <https://example.org/a>
`,
  ],
  [
    'draft',
    `---
fingerprint: ML-OPT-007
name: Dynamic Batching
category: ml/optimization
---

# Dynamic Batching

## Intent

Wait a little, and answer many at once.

## Trade-offs

- Later answers.
`,
  ],
]);
