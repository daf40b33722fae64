/** GitHub's reactions in the order in which it lists them: GraphQL's word, then REST's and what people see. */
export const REACTIONS = {
  THUMBS_UP: { name: '+1', emoji: '👍' },
  THUMBS_DOWN: { name: '-1', emoji: '👎' },
  LAUGH: { name: 'laugh', emoji: '😄' },
  HOORAY: { name: 'hooray', emoji: '🎉' },
  CONFUSED: { name: 'confused', emoji: '😕' },
  HEART: { name: 'heart', emoji: '❤️' },
  ROCKET: { name: 'rocket', emoji: '🚀' },
  EYES: { name: 'eyes', emoji: '👀' },
} as const;

export const REACTION_CONTENTS = Object.keys(REACTIONS) as (keyof typeof REACTIONS)[];
