/** What `patterns new` says in each section of a draft, for the one who writes it; a rule finds where it was left. */
export const guidance: Record<string, string> = {
  Intent: 'One to three sentences: what the pattern does, and for whom. One idea.',
  'When to use it':
    'Two lists, `**Use it when**` and `**Do not use it when**`, each with at least two conditions that a reader can check in their own system.',
  Symptoms:
    'At least two things that one observes in code, data or production when the mistake has been made.',
  'When it is acceptable': 'A list: under which conditions it does no harm.',
  Evidence: 'What was measured, against which baseline, on which data, and how to measure it again.',
  'Context and forces':
    'The situation in which the problem arises, and a list of at least two demands that pull apart.',
  Architecture: 'A diagram (a `mermaid` block) with the parts and what flows between them.',
  Implementation: 'The smallest code that shows the pattern, in a fenced block with its language.',
  Detection: 'Code or a query that finds the mistake.',
  'Trade-offs': 'Two lists, `**Benefits**` and `**Costs**`. Neither is empty.',
  'Why it happens, what it costs':
    'Two lists, `**Why it happens**` (why careful people do it) and `**What it costs**` (what they pay later).',
  'Failure modes': 'A list of how it fails in practice, each with “Detect it by …”.',
  Migration:
    'Numbered steps from a system without the pattern, then `**The way back**: …`; or “Nothing to migrate, because …”.',
  'Refactored solution':
    'What to do instead, with the pattern that helps as `- mitigated-by [ML-XXX-000 Name](link): why`.',
  'Best practices': 'A list of what those who run it have learnt to do.',
  'Ethics and fairness':
    '`**Who is affected**: …`, a list of `harm — mitigation` (or “None, because …”), and `**Fairness assessment**: …`, measured or argued.',
  'Known uses and related':
    'Related patterns as `- requires [ML-XXX-000 Name](link): why`, and who uses it as `- Known use: …[^key]`, or “Known use: none found; looked in …”.',
  References:
    'One footnote for each source, `[^key]: Authors, *Title*, venue, year, [address](https://…)`; the primary one first.',
};

/** What stands above the sections that a draft may lack. */
export const laterSections =
  'The sections of an accepted pattern. Take one out of its comment when you write it.';
