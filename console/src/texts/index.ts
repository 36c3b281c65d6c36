import { en } from "./en";

/// All texts of the console. A second language is a second object of this type.
export const t = en;
