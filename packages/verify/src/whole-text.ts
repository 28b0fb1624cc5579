/** What is said of a delivery without a fault, wherever it was checked. */
export const wholeText = "Everything is there, whole and as the manifest says";
