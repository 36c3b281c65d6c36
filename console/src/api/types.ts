import type { components } from "./schema";

type Schemas = components["schemas"];

/// `reverting` and `reverted` come with the taking back of uploads.
export type UploadState = Schemas["UploadState"] | "reverting" | "reverted";
export type Upload = Omit<Schemas["Upload"], "state"> & { state: UploadState };
export type UploadReport = Schemas["UploadReport"];
export type UploadCheck = Schemas["UploadCheck"];
export type UploadChoice = Schemas["UploadChoice"];
export type UploadTicket = Schemas["UploadTicket"];
export type FileKind = Schemas["FileKind"];
export type ValueReading = Schemas["ValueReading"];
export type Mapping = Schemas["Mapping"];
export type Member = Schemas["Member"];
export type ActivityDay = Schemas["ActivityDay"];
export type Challenge = Schemas["Challenge"];
export type ChallengeDefinition = Schemas["ChallengeDefinition"];
export type Rule = Schemas["Rule"];
export type Settings = Schemas["Settings"];
export type SettingsDefinition = Schemas["SettingsDefinition"];
export type Metric = Schemas["Metric"];
export type Board = Schemas["Board"];
