/** A library that cannot be read as it should be, as a sentence for people; thrown where reading happens in many places. */
export class NotReadable extends Error {}
