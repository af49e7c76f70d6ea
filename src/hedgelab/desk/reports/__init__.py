"""What is told of the grades: tables, feedback pages, the class report."""
