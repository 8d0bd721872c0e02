"""An interactive workbook for online marketing."""
