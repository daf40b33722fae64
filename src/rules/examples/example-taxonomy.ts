/** A small taxonomy for the rules' examples: four categories, and one fingerprint that was given up. */
export const exampleTaxonomy = `domain: ml
title: Machine Learning
prefix: ML
categories:
  - id: ml/optimization
    title: Optimization
    description: Patterns that make models smaller or faster.
    color: "fbca04"
    areas: [OPT]
  - id: ml/serving
    title: Serving
    description: Patterns for answering requests with models.
    color: "1d76db"
    areas: [SERV]
  - id: ml/monitoring
    title: Monitoring
    description: Patterns for watching models at work.
    color: "0e8a16"
    areas: [MON]
  - id: ml/privacy
    title: Privacy
    description: Patterns for learning from data about people without exposing them.
    color: "e3a6e0"
    areas: [PRIV]
frameworks:
  - { id: pytorch, title: PyTorch }
  - { id: scikit-learn, title: Scikit-learn }
  - { id: framework-agnostic, title: Framework-agnostic }
phases:
  - { id: 1, title: Core ML Patterns, description: What every team needs first. }
  - { id: 2, title: Advanced Patterns, description: What teams need as they grow. }
topics:
  - fingerprint: ML-OPT-007
    title: Dynamic Batching
    phase: 2
    headings: [Performance Patterns > Inference Optimization > batching]
  - fingerprint: ML-OPT-008
    title: Prediction Caching
    phase: 2
    headings: [Performance Patterns > Inference Optimization > caching]
  - fingerprint: ML-MON-001
    title: Production Model Monitor
    phase: 1
    headings: [Example Patterns > Model Monitoring Pipeline]
    must_mention: [prediction_drift, latency_tracking]
retired: [ML-OPT-099]
`;
