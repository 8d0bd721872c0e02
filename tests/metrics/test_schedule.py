import datetime

import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.answers.schedule import Schedule
from workbook.lessons.schedule import stages
from workbook.metrics import schedule_conflicts, schedule_finding, schedule_roles, workload_finding
from workbook.metrics.inputs import schedule as given
from workbook.metrics.schedule import Job, timetable
from workbook.metrics.schedule_conflicts import Due
from workbook.metrics.schedule_proposal import Aim, Known, proposal
from workbook.metrics.workdays import Calendar
from workbook.metrics.workload import workload

LOCALE = Locale("en_GB", "EUR")
MONDAY = datetime.date(2027, 3, 1)
EASTER = Calendar(5, ((datetime.date(2027, 3, 26), datetime.date(2027, 3, 29)),))


def march(day):
    return datetime.date(2027, 3, day)


def placed(*jobs, calendar=EASTER):
    return timetable(jobs, MONDAY, calendar)


def told(found, **more):
    return [c.text for c in schedule_conflicts.conflicts(found, EASTER, LOCALE, **more)]


def test_a_task_waits_for_the_slowest():
    found = placed(Job("a", "Write", days=3), Job("b", "Photograph", days=6), Job("c", "Build", after=("a", "b"), days=2))
    assert (found["c"].first, found["c"].last) == (march(9), march(10))
    assert (found["a"].slack, found["b"].slack) == (3, 0)
    assert found.path == ("b", "c")


def test_holidays_are_no_working_days():
    assert placed(Job("a", "Write", starts=march(25), days=2))["a"].last == march(30)


@pytest.mark.parametrize(("week", "last"), [(5, 8), (6, 6), (7, 6)])
def test_six_days_of_a_week(week, last):
    assert placed(Job("a", "Pack", days=6), calendar=Calendar(week))["a"].last == march(last)


def test_a_milestone_lies_on_the_day_of_the_work():
    found = placed(Job("a", "Test", days=5), Job("m", "Launch", after=("a",), milestone=True), Job("b", "Run", after=("m",), days=1))
    assert (found["m"].last, found["b"].first) == (march(5), march(8))


def test_a_last_day_counts_back():
    assert placed(Job("a", "Write", ends=march(10), days=3))["a"].first == march(8)


def test_begun_before_its_predecessor_has_ended():
    found = placed(Job("a", "Write", days=5), Job("b", "Build", after=("a",), starts=march(4), days=2))
    assert told(found) == ["“Build” begins on 4 March 2027, but “Write”, which comes before it, ends on 5 March 2027: 2 working days too early."]


def test_to_be_done_before_it_can_begin():
    found = placed(Job("a", "Write", days=5), Job("b", "Build", after=("a",), ends=march(4)))
    assert told(found)[0].startswith("“Build” is to be done by 4 March 2027, but “Write”")


def test_a_circle_is_named_and_the_rest_is_placed():
    found = placed(Job("a", "Write", after=("b",), days=1), Job("b", "Build", after=("a",), days=1), Job("c", "Test", after=("b",), days=1))
    assert len(found.placed) == 3
    assert told(found)[0] == "“Write” waits for “Build”, which waits for “Write”. Nobody can begin: take one of these waits out."


def test_a_task_that_waits_for_itself():
    assert "waits for itself" in told(placed(Job("a", "Write", after=("a",), days=1)))[0]


def test_a_milestone_after_the_day_of_a_goal():
    found = placed(Job("a", "Write", days=20), Job("m", "Launch", stage="launch", after=("a",), milestone=True))
    assert told(found, goals=[Due("300 orders", march(12))])[0].endswith("after the day of the goal “300 orders”, 12 March 2027.")
    assert told(found, goals=[Due("300 orders", datetime.date(2027, 6, 1))]) == []


def test_a_day_on_which_nobody_works():
    assert "on Friday 26 March 2027, when nobody works" in told(placed(Job("a", "Write", starts=march(26), days=1)))[0]


def test_a_goal_may_be_due_on_a_sunday():
    assert told(placed(Job("a", "Write", days=2), Job("g", "Goal", milestone=True, starts=march(28)))) == []


def test_long_idleness_before_a_goal_is_said():
    found, goal = placed(Job("a", "Write", days=5)), Due("30 orders by 31 October 2027", datetime.date(2027, 10, 31))
    gap = schedule_finding.idle(found, (goal,), LOCALE)
    assert gap.startswith("Nothing is planned after 5 March 2027, and the goal “30 orders by 31 October 2027” is due, 35 weeks later")
    assert schedule_finding.finding(found, (), LOCALE, gap).tone == "warn"
    assert schedule_finding.idle(found, (Due("30 orders", march(31)),), LOCALE) == ""


def test_nobody_answers_enquiries_where_nobody_asks():
    known = Known(channels=("E-mail",), until=datetime.date(2027, 10, 29), asked=False)
    tasks = {task["what"]: task for task in proposal(known, stages())}
    assert "Answer enquiries the same day" not in tasks
    assert (tasks["Look after E-mail"]["ends"], tasks["Look after E-mail"]["days"]) == ("2027-10-29", "")


def test_marked_days_hold_nothing_up():
    found = placed(Job("a", "Write", days=5), Job("g", "Goal", milestone=True, starts=datetime.date(2028, 5, 31)))
    assert (found.end, found.path) == (march(5), ("a",))


def test_the_path_stands_in_the_finding():
    found = placed(Job("a", "Write", days=5), Job("b", "Build", after=("a",), days=2))
    said = schedule_finding.finding(found, (), LOCALE)
    assert (said.tone, "“Write”, then “Build”" in said.points[0]) == ("good", True)


def test_a_fixed_last_day_is_not_moved_by_what_comes_before():
    run = Job("b", "Run", after=("a",), ends=march(31))
    said = schedule_finding.path_words(placed(Job("a", "Write", days=5), run, Job("c", "Read", after=("b",), days=2)))[0]
    assert said.endswith("“Run” ends on a fixed day: a day lost before it makes it shorter; a day lost after it is a day lost at the end.")
    assert schedule_finding.path_words(placed(Job("a", "Write", days=5), run))[0].endswith("a day lost before it makes it shorter.")


def test_overload_is_told_with_week_and_tasks():
    jobs = (Job("a", "Write", days=5, hours=6, responsible=("Ida",)), Job("b", "Film", days=5, hours=4, responsible=("Ida", "Vera")))
    found = placed(*jobs)
    load = workload(found.placed, {"Ida": 6, "Vera": 6}, EASTER)
    said = workload_finding.finding(load, found.placed, LOCALE)
    assert said.headline == "Ida has too much work in the week of 1 March 2027"
    assert said.points[0] == "Ida, week 9 of 2027 (from 1 Mar): 8.0\u00a0h of work, 6.0\u00a0h free. “Write” 6.0\u00a0h, “Film” 2.0\u00a0h."
    assert "Vera has 4.0\u00a0h left" in said.next_step


def test_too_much_is_told_with_its_weeks():
    jobs = (Job("a", "Write", days=5, hours=9, responsible=("Ida", "Bo", "Vera")), Job("b", "Film", days=28, hours=60, responsible=("Ida",)))
    found = placed(*jobs)
    said = workload_finding.finding(workload(found.placed, dict.fromkeys(("Ida", "Bo", "Vera"), 2), EASTER), found.placed, LOCALE).headline
    weeks = "6 weeks, the first that of 1 March, the last that of 5 April 2027"
    assert said == f"Ida has too much work in {weeks}; Bo and Vera in the week of 1 March 2027"


def test_many_with_too_much_are_told_shortly():
    jobs = [Job(str(n), f"Write {n}", starts=march(1 + 7 * n), days=5, hours=9 - n, responsible=(f"P{n}",)) for n in range(4)]
    jobs += [Job("x", "Film", starts=datetime.date(2028, 1, 3), days=5, hours=5, responsible=("Bo",))]
    found = placed(*jobs)
    said = workload_finding.finding(workload(found.placed, {"Bo": 1} | {f"P{n}": 1 for n in range(4)}, EASTER), found.placed, LOCALE).headline
    assert said.endswith("P2 in the week of 15 March 2027; Bo and P3 between them in the weeks of 22 March 2027, 29 March 2027 and 3 January 2028")


def test_a_name_may_have_braces():
    found = placed(Job("a", "Write", days=5, hours=9, responsible=("Ida {shop}",)))
    said = workload_finding.finding(workload(found.placed, {"Ida {shop}": 2}, EASTER), found.placed, LOCALE)
    assert said.headline == "Ida {shop} has too much work in the week of 1 March 2027"


def test_a_week_with_a_holiday_has_fewer_free_hours():
    found = placed(Job("a", "Answer", starts=march(22), days=4, hours=5, weekly=True, responsible=("Ida",)))
    load = workload(found.placed, {"Ida": 5}, EASTER)
    assert load[["week", "hours", "free", "over"]].to_numpy().tolist() == [["2027-W12", 4, 4, 0]]


def test_hours_are_kept_whatever_the_calendar():
    found = placed(Job("a", "Write", days=23, hours=46, responsible=("Ida", "Vera")))
    assert workload(found.placed, {}, EASTER).hours.sum() == pytest.approx(46)


def test_unknown_free_hours_are_said():
    found = placed(Job("a", "Write", days=5, hours=46, responsible=("Ida",)))
    load = workload(found.placed, {}, EASTER)
    assert load.over.tolist() == [0]
    assert "Free hours are not known for Ida" in workload_finding.finding(load, found.placed, LOCALE).points[0]


@pytest.mark.parametrize(
    ("job", "says"),
    [
        (Job("a", "Write", accountable=("Ida",)), "nobody is responsible"),
        (Job("a", "Write", responsible=("Ida",)), "nobody answers for it"),
        (Job("a", "Write", responsible=("Ida",), accountable=("Ida", "Vera")), "2 answer for it"),
        (Job("a", "Write", responsible=("Bo",), accountable=("Ida",)), "Bo is not among those who take part"),
    ],
)
def test_unsettled_roles(job, says):
    assert says in schedule_roles.faults([job], ["Ida", "Vera"])[0].text


def test_every_role_has_its_letter():
    job = Job("a", "Write", responsible=("Ida",), accountable=("Ida",), consulted=("Vera",))
    assert schedule_roles.matrix([job], ["Ida", "Vera"]).to_dict("records") == [{"task": "Write", "Ida": "R, A", "Vera": "C"}]


def test_predecessors_by_name_and_number():
    answers = Schedule.model_validate({
        "start": MONDAY,
        "people": [{"id": "p", "name": "Ida Brun"}],
        "tasks": [
            {"id": "a", "what": "Write, then check", "days": 2, "responsible": "ida"},
            {"id": "b", "what": "Build", "days": 2, "after": "write, then check", "accountable": "the Ida Brun"},
            {"id": "c", "what": "Test", "days": 2, "after": "1, 2; Paint"},
        ],
    })  # fmt: skip
    planned = given.planned(answers)
    assert [job.after for job in planned.jobs] == [(), ("a",), ("a", "b")]
    assert (dict(planned.unknown), planned.jobs[0].responsible, planned.jobs[1].accountable) == ({"Test": ("paint",)}, ("Ida Brun",), ("Ida Brun",))


def test_a_year_that_cannot_be_meant_is_left_out():
    task = {"id": "a", "what": "Write", "days": 2, "starts": datetime.date(9999, 12, 31)}
    answers = Schedule.model_validate({"start": MONDAY, "tasks": [task], "closed": [{"first": MONDAY, "last": datetime.date(9999, 12, 31)}]})
    assert given.planned(answers).timetable().end.year < 2030


def test_the_proposal_mends_the_weak_points_and_weaknesses_that_matter_most():
    known = Known(points=tuple((f"Point {n}", 2.0) for n in range(8)), weaknesses=("Nobody reads figures.", "Slow answers", "Old pictures"))
    tasks = {task["what"]: task for task in proposal(known, stages())}
    assert [what for what in tasks if what.startswith("Mend")] == [f"Mend on the site: Point {n}" for n in range(5)]
    assert [what for what in tasks if what.startswith("Overcome")] == ["Overcome: Nobody reads figures", "Overcome: Slow answers"]
    assert "Overcome: Slow answers" in tasks["Test everything as a customer would"]["after"]


def test_the_proposal_is_a_schedule_without_conflicts():
    aim = Aim("300 orders; a month", datetime.date(2027, 12, 31), "Ida", "Shop export")
    known = Known((aim,), ("Search ads", "E-mail"), (("Speed", 4.0), ("Menu", 2.0)), contradicts=True, people={"decides": "Ida", "creates": "Vera"},
                  until=datetime.date(2027, 12, 31))  # fmt: skip
    tasks = [{**task, "id": task["_id"], "starts": task.get("starts") or None, "days": task["days"] or None} for task in proposal(known, stages())]
    typed = [task | {"milestone": task.get("milestone") == "yes", "hours": task["hours"] or None} for task in tasks]
    planned = given.planned(Schedule.model_validate({"start": MONDAY, "tasks": typed}))
    found = planned.timetable()
    assert dict(planned.unknown) == {}
    assert schedule_conflicts.conflicts(found, planned.calendar, LOCALE, goals=(Due("300", datetime.date(2027, 12, 31)),)) == ()
    assert [p.job.name for p in found.placed if p.job.milestone] == ["Goal: 300 orders, a month", "Launch"]


def test_no_schedule_yet():
    found = given.planned(Schedule()).timetable()
    assert schedule_finding.finding(found, (), LOCALE).headline == "There is no task with a day yet"
    assert workload_finding.finding(workload((), {}, EASTER), (), LOCALE).headline == "Nobody has work with hours yet"
    assert isinstance(workload((), {}, EASTER), pd.DataFrame)
