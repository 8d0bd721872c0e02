"""What is taught: catalogues, checklists, cases and glossary as data files, validated on load."""

from workbook.lessons.briefing import briefing
from workbook.lessons.channels import ASSUMPTION, Channel, channel, channels
from workbook.lessons.checklist import GROUPS, ChecklistItem, checklist
from workbook.lessons.companies import Case, companies, company
from workbook.lessons.draw import Variant, draw
from workbook.lessons.exercises import Exercise, exercise, exercises
from workbook.lessons.files import LessonError
from workbook.lessons.foundations import Function, Module, functions, modules
from workbook.lessons.marking import AnswerError, Marked, asked, mark
from workbook.lessons.strategy import BusinessModel, Criterion, DealQuestion, business_model, business_models, deal_questions, feasibility_criteria
from workbook.lessons.texts import PlanItem, Term, glossary, plan_questions, plan_tasks
from workbook.lessons.usp import UspTest, empty_words, usp_tests
from workbook.lessons.worked import Worked, worked, worked_forms

__all__ = [
    "ASSUMPTION", "GROUPS", "AnswerError", "BusinessModel", "Case", "Channel", "ChecklistItem", "Criterion", "DealQuestion", "Exercise",
    "Function", "LessonError", "Marked", "Module", "PlanItem", "Term", "UspTest", "Variant", "Worked", "asked", "briefing", "business_model",
    "business_models", "channel", "channels", "checklist", "companies", "company", "deal_questions", "draw", "empty_words", "exercise", "exercises",
    "feasibility_criteria", "functions", "glossary", "mark", "modules", "plan_questions", "plan_tasks", "usp_tests", "worked", "worked_forms",
]  # fmt: skip
