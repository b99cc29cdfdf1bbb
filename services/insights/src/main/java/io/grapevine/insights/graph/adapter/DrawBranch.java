package io.grapevine.insights.graph.adapter;

import io.grapevine.insights.graph.Branch;
import io.grapevine.insights.graph.picture.Colour;
import io.grapevine.insights.graph.picture.Drawing;
import io.grapevine.insights.graph.picture.Drawing.Box;
import io.grapevine.insights.graph.picture.Drawing.Line;
import io.grapevine.insights.graph.picture.Drawing.Look;
import io.grapevine.insights.graph.picture.Drawing.Point;
import io.grapevine.insights.graph.picture.Lettering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.mrtree.options.MrTreeMetaDataProvider;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Says where everybody of a branch stands, from left to right; the Eclipse Layout Kernel's tree algorithm does the arithmetic. */
final class DrawBranch {

    private static final String TREE = "org.eclipse.elk.mrtree";
    private static final double BETWEEN_GENERATIONS = 46;
    private static final double BETWEEN_FRIENDS = 8;
    private static final int COLUMNS = 22;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new MrTreeMetaDataProvider());
    }

    private final ElkNode graph = ElkGraphUtil.createGraph();
    private final Map<ElkNode, Box> looks = new HashMap<>();
    private final List<ElkNode> order = new ArrayList<>();
    private final Branch branch;

    private DrawBranch(Branch branch) {
        this.branch = branch;
    }

    static Drawing of(Branch branch, Colour colour) {
        return new DrawBranch(branch).draw(colour);
    }

    private Drawing draw(Colour colour) {
        plant();
        graph.setProperty(CoreOptions.ALGORITHM, TREE);
        graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN_FRIENDS);
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
        var lines = graph.getContainedEdges().stream()
                .map(edge -> line((ElkNode) edge.getSources().getFirst(), (ElkNode)
                        edge.getTargets().getFirst()))
                .toList();
        return new Drawing(
                (int) Math.ceil(graph.getWidth() + gaps(lastDepth())),
                (int) Math.ceil(graph.getHeight()),
                "Referrals below " + branch.externalId(),
                "%s brought %,d people; %,d are below in all. Drawn are %,d in %d generations, from left to right."
                        .formatted(
                                branch.externalId(),
                                branch.friends(),
                                branch.descendants(),
                                branch.referrals().size(),
                                branch.brought().size()),
                colour,
                order.stream().map(this::placed).toList(),
                lines);
    }

    private void plant() {
        var nodes = new HashMap<String, ElkNode>();
        var drawn = new HashMap<String, Integer>();
        nodes.put(branch.externalId(), node(0, Look.ROOT, branch.externalId(), branch.friends(), branch.descendants()));
        for (var twig : branch.referrals()) {
            var node = node(twig.depth(), Look.PERSON, twig.externalId(), twig.friends(), twig.descendants());
            nodes.put(twig.externalId(), node);
            drawn.merge(twig.advocateExternalId(), 1, Integer::sum);
            ElkGraphUtil.createSimpleEdge(nodes.get(twig.advocateExternalId()), node);
        }
        rest(nodes, branch.externalId(), 0, branch.friends() - drawn.getOrDefault(branch.externalId(), 0));
        for (var twig : branch.referrals()) rest(nodes, twig.externalId(), twig.depth(), twig.more());
    }

    /** Friends who are not drawn stand as one box. */
    private void rest(Map<String, ElkNode> nodes, String advocate, int depth, int more) {
        if (more == 0) return;
        var name = String.format(Locale.ROOT, "+%,d more", more);
        var box = new Box(0, 0, depth + 1, Look.REST, name, "not drawn", name + " brought by " + advocate);
        ElkGraphUtil.createSimpleEdge(nodes.get(advocate), node(box));
    }

    private ElkNode node(int depth, Look look, String id, int friends, long below) {
        var detail = String.format(Locale.ROOT, "%,d brought · %,d below", friends, below);
        return node(new Box(0, 0, depth, look, Lettering.cut(id, COLUMNS), detail, id + ": " + detail));
    }

    private ElkNode node(Box box) {
        var node = ElkGraphUtil.createNode(graph);
        node.setDimensions(Drawing.BOX_WIDTH, Drawing.BOX_HEIGHT);
        looks.put(node, box);
        order.add(node);
        return node;
    }

    private Box box(ElkNode node) {
        return Objects.requireNonNull(looks.get(node));
    }

    private Box placed(ElkNode node) {
        var box = box(node);
        return new Box(x(node), node.getY(), box.depth(), box.look(), box.name(), box.detail(), box.label());
    }

    /** Generations are wider apart than the friends of one, so that lines can be told apart. */
    private double x(ElkNode node) {
        return node.getX() + gaps(box(node).depth());
    }

    private static double gaps(int depth) {
        return depth * BETWEEN_GENERATIONS;
    }

    private int lastDepth() {
        return order.stream().mapToInt(node -> box(node).depth()).max().orElse(0);
    }

    private Line line(ElkNode advocate, ElkNode friend) {
        var from = new Point(x(advocate) + Drawing.BOX_WIDTH, advocate.getY() + Drawing.BOX_HEIGHT / 2.0);
        var to = new Point(x(friend), friend.getY() + Drawing.BOX_HEIGHT / 2.0);
        var middle = to.x() - BETWEEN_GENERATIONS / 2;
        return new Line(List.of(from, new Point(middle, from.y()), new Point(middle, to.y()), to));
    }
}
