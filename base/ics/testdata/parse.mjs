// Reads a calendar as Thunderbird does and tells what it found, as JSON.
import ICAL from "ical.js";

let text = "";
for await (const part of process.stdin) text += part;
const root = new ICAL.Component(ICAL.parse(text));
const events = root.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    wholeDay: event.startDate.isDate,
    starts: event.startDate.toUnixTime(),
    ends: event.endDate.toUnixTime(),
    zone: event.startDate.zone.tzid,
    title: event.summary,
    about: event.description,
    place: event.location,
    organizer: event.organizer,
    organizerName: component.getFirstProperty("organizer")?.getParameter("cn"),
    busy: component.getFirstPropertyValue("transp") === "OPAQUE",
    stamp: component.getFirstPropertyValue("dtstamp").toString(),
    category: component.getFirstPropertyValue("categories"),
    address: component.getFirstPropertyValue("url"),
    status: component.getFirstPropertyValue("status"),
  };
});
const value = (name) => root.getFirstPropertyValue(name);
process.stdout.write(JSON.stringify({ name: value("name"), about: value("description"), method: value("method"), refresh: value("refresh-interval")?.toString(), events }));
