"""What the report says, part by part, as plain records; one module computes one part.

Every number of the report is an attribute of these records. Pictures are arrays of two or more
dimensions beside them.
"""
