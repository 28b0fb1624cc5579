/** Why content is not what its format says; reads after the object's key. */
export class ContentError extends Error {}
