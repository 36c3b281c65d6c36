import type { FileKind } from "../../api/types";

const MEMBER_ID = [
  "Member id", "Member number", "Employee id", "Employee number", "Employee no", "Personnel number", "Personnel no", "Staff id", "Staff number", "User id", "Participant id",
  "Personalnummer", "Personalnr", "Pers-Nr", "PNr", "Mitarbeiter-ID", "Mitarbeiternummer", "Mitarbeiternr", "Mitglieds-ID", "Mitgliedsnummer", "Teilnehmer-ID", "Teilnehmernummer",
];

/// What columns are called in English and German files, by what they are. Each word stands for one thing only.
export const COLUMN_WORDS: Readonly<Record<FileKind, Readonly<Record<string, readonly string[]>>>> = {
  activity: {
    member_id: MEMBER_ID,
    date: ["Date", "Day", "Activity date", "Calendar date", "Datum", "Tag", "Kalendertag", "Tagesdatum"],
    metric: ["Metric", "Measure", "Activity type", "Metrik", "Messgröße", "Kennzahl", "Aktivitätsart"],
    value: ["Value", "Amount", "Quantity", "Wert", "Menge", "Messwert"],
    recorded_at: ["Recorded at", "Recorded", "Timestamp", "Measured at", "Zeitstempel", "Erfasst am", "Aufgezeichnet am", "Gemessen am"],
    source: ["Source", "Device", "App", "Quelle", "Gerät", "Herkunft"],
    "metric:steps": ["Steps", "Step count", "Total steps", "Daily steps", "Number of steps", "Schritte", "Schrittzahl", "Anzahl Schritte", "Schritte pro Tag"],
    "metric:distance_km": ["Kilometers", "Kilometres", "km", "Distance (km)", "Distance in km", "Kilometer", "Distanz (km)", "Distanz in km", "Strecke (km)", "Strecke in km"],
    "metric:active_minutes": ["Active minutes", "Active min", "Minutes active", "Aktive Minuten", "Aktivminuten", "Aktivitätsminuten"],
    "metric:calories": ["Calories", "Calories burned", "kcal", "Kalorien", "Verbrannte Kalorien"],
    "metric:sleep_hours": ["Sleep hours", "Hours of sleep", "Sleep (h)", "Schlafstunden", "Schlaf (h)", "Stunden Schlaf"],
    "metric:water_ml": ["Water (ml)", "Water in ml", "Wasser (ml)", "Wasser in ml"],
    "metric:mindful_minutes": ["Mindful minutes", "Meditation minutes", "Achtsamkeitsminuten", "Achtsame Minuten", "Meditationsminuten"],
    "metric:floors": ["Floors", "Floors climbed", "Flights climbed", "Stockwerke", "Etagen"],
    "metric:cycling_km": ["Cycling (km)", "Cycled km", "Bike km", "Radkilometer", "Fahrradkilometer", "Rad (km)"],
    "metric:swimming_m": ["Swimming (m)", "Swum metres", "Schwimmen (m)", "Schwimmmeter"],
    "metric:fruit_portions": ["Fruit portions", "Portions of fruit", "Obstportionen", "Portionen Obst"],
    "metric:workouts": ["Workouts", "Trainings", "Trainingseinheiten"],
  },
  members: {
    member_id: MEMBER_ID,
    display_name: ["Name", "Display name", "Full name", "Employee name", "Anzeigename", "Vollständiger Name", "Mitarbeitername"],
    team: ["Team", "Department", "Group", "Abteilung", "Gruppe", "Mannschaft"],
    time_zone: ["Time zone", "tz", "Zeitzone"],
    challenges: ["Challenges", "Challenge", "Wettbewerbe", "Wettbewerb", "Herausforderungen"],
  },
};

/// A name without what people write in different ways: case, accents, spaces and signs.
export function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
