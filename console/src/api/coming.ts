import type { components } from "./schema";
import type { Member } from "./types";

type Schemas = components["schemas"];

/// Routes that are not in api/openapi.yaml yet, as they are being built. Each goes away when the
/// document has it.
export interface ComingPaths {
  "/uploads/{upload}/visible": {
    get: {
      parameters: { path: { upload: string } };
      responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Visibility } } };
    };
  };
  "/uploads/{upload}/revert": {
    post: {
      parameters: { path: { upload: string } };
      responses: { 202: { headers: Record<string, unknown>; content: { "application/json": Schemas["Upload"] } } };
    };
  };
  "/members": {
    get: {
      parameters: { query?: { q?: string; id?: string; state?: MemberState; limit?: number; cursor?: string } };
      responses: { 200: { headers: Record<string, unknown>; content: { "application/json": MemberPage } } };
    };
  };
  "/members/{member}/erase": {
    post: {
      parameters: { path: { member: string } };
      responses: { 202: { headers: Record<string, unknown>; content: { "application/json": Erased } } };
    };
  };
}

/// Whether the boards show an upload.
export interface Visibility {
  readonly upload: string;
  readonly visible: boolean;
  readonly partitions_visible: number;
  readonly partitions: number;
  readonly waiting_for?: { readonly stage: "progress" | "board"; readonly member: string; readonly challenge: string };
  readonly note?: string;
}

export type MemberState = "registered" | "removed";

export interface MemberPage {
  members: (Member & { state?: MemberState })[];
  readonly next?: string;
}

export interface Erased {
  readonly member: string;
  readonly erased_at: string;
  readonly kept_until: string;
  readonly kept: string;
}
