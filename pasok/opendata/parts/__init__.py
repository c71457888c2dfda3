"""What a release may tell, part by part: functions of a Moment. table.py says which act tells what."""
