import type { GoTime, TimeFields } from './time.ts';
import { dayNames, monthNames, splitLayout } from './time-layout.ts';

function pad(value: number, width: number, fill = '0'): string {
  return value < 0 ? `-${pad(-value, width, fill)}` : String(value).padStart(width, fill);
}

function zone(offset: number, field: string): string {
  if (field.startsWith('Z') && offset === 0) return 'Z';
  const minutes = Math.trunc(Math.abs(offset) / 60);
  const colon = field.includes(':') ? ':' : '';
  const hour = `${offset < 0 ? '-' : '+'}${pad(Math.trunc(minutes / 60), 2)}`;
  const shape = field.slice(1).replaceAll(':', '').length;
  if (shape === 2) return hour;
  const rest = `${hour}${colon}${pad(minutes % 60, 2)}`;
  return shape === 4 ? rest : `${rest}${colon}${pad(Math.abs(offset) % 60, 2)}`;
}

function fraction(nanosecond: number, field: string): string {
  const digits = pad(nanosecond, 9).slice(0, field.length - 1);
  const kept = field[1] === '9' ? digits.replace(/0+$/, '') : digits;
  return kept === '' ? '' : `${field[0] ?? ''}${kept}`;
}

function abbreviation(time: TimeFields): string {
  if (time.abbreviation !== '') return time.abbreviation;
  return zone(time.offset, '-0700');
}

function formatField(time: TimeFields, field: string): string {
  const month = monthNames[time.month - 1] ?? '';
  const day = dayNames[time.weekday] ?? '';
  switch (field) {
    case '2006':
      return pad(time.year, 4);
    case '06':
      return pad(time.year % 100, 2);
    case 'January':
      return month;
    case 'Jan':
      return month.slice(0, 3);
    case '01':
      return pad(time.month, 2);
    case '1':
      return String(time.month);
    case 'Monday':
      return day;
    case 'Mon':
      return day.slice(0, 3);
    case '02':
      return pad(time.day, 2);
    case '_2':
      return pad(time.day, 2, ' ');
    case '2':
      return String(time.day);
    case '002':
      return pad(time.yearDay, 3);
    case '__2':
      return pad(time.yearDay, 3, ' ');
    default:
      return formatClock(time, field);
  }
}

function formatClock(time: TimeFields, field: string): string {
  const twelve = time.hour % 12 === 0 ? 12 : time.hour % 12;
  switch (field) {
    case '15':
      return pad(time.hour, 2);
    case '03':
      return pad(twelve, 2);
    case '3':
      return String(twelve);
    case '04':
      return pad(time.minute, 2);
    case '4':
      return String(time.minute);
    case '05':
      return pad(time.second, 2);
    case '5':
      return String(time.second);
    case 'PM':
      return time.hour >= 12 ? 'PM' : 'AM';
    case 'pm':
      return time.hour >= 12 ? 'pm' : 'am';
    case 'MST':
      return abbreviation(time);
  }
  return field.startsWith('.') || field.startsWith(',')
    ? fraction(time.nanosecond, field)
    : zone(time.offset, field);
}

/** Returns a time printed in a Go layout such as `2006-01-02`. */
export function formatTime(time: GoTime, layout: string): string {
  const fields = time.fields();
  return splitLayout(layout)
    .map((part) => ('text' in part ? part.text : formatField(fields, part.field)))
    .join('');
}

/** Returns a time in the form of RFC 3339, as Go writes it into JSON. */
export function formatRfc3339(time: GoTime): string {
  return formatTime(time, '2006-01-02T15:04:05.999999999Z07:00');
}
