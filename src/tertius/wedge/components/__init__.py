"""What a wedge turns on, one file each: rift, goal, reward, cost of leaving, credibility, threat, binding."""
