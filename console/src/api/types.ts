import type { components } from "./schema";

type Schemas = components["schemas"];

export type UploadState = Schemas["UploadState"];
export type Upload = Schemas["Upload"];
export type UploadReport = Schemas["UploadReport"];
export type UploadCheck = Schemas["UploadCheck"];
export type UploadChoice = Schemas["UploadChoice"];
export type UploadTicket = Schemas["UploadTicket"];
export type FileKind = Schemas["FileKind"];
export type ValueReading = Schemas["ValueReading"];
export type Visibility = Schemas["Visibility"];
export type Mapping = Schemas["Mapping"];
export type Member = Schemas["Member"];
export type MemberState = Schemas["MemberState"];
export type MemberExport = Schemas["MemberExport"];
export type Erased = Schemas["Erased"];
export type ActivityDay = Schemas["ActivityDay"];
export type Challenge = Schemas["Challenge"];
export type ChallengeDefinition = Schemas["ChallengeDefinition"];
export type Rule = Schemas["Rule"];
export type Settings = Schemas["Settings"];
export type SettingsDefinition = Schemas["SettingsDefinition"];
export type Metric = Schemas["Metric"];
export type Board = Schemas["Board"];
export type Progress = Schemas["Progress"];
export type Ledger = Schemas["Ledger"];
export type Entered = Schemas["Entered"];
